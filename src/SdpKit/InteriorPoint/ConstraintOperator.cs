using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Applies the linear map of a canonical problem: x -> sum x_i F_i, and its adjoint Y -> (&lt;F_i,Y>)_i. One user at a time.</summary>
internal sealed unsafe class ConstraintOperator : IDisposable
{
    /// <summary>Sampling is worth it where the n^3 of all blocks that are formed whole nevertheless are at most this part of the n^3 that it saves.</summary>
    private const double NegligiblePart = 0.1;

    private readonly SdpProblem _problem;
    private readonly KernelContext _context;
    private readonly LowRankProducts?[] _lowRank;
    private readonly SampledProducts?[] _sampled;

    /// <exception cref="OperationCanceledException">Cancellation was requested; no memory is held.</exception>
    public ConstraintOperator(SdpProblem problem, KernelContext context)
    {
        _problem = problem;
        _context = context;
        Structure = new PrimalStructure(problem, context.CancellationToken);
        _lowRank = new LowRankProducts?[problem.Blocks.Length];
        for (int b = 0; b < _lowRank.Length; b++)
        {
            if (problem.Coefficients[b].LowRankTerms.Length > 0)
            {
                _lowRank[b] = new LowRankProducts(problem.Blocks[b].Order, problem.Coefficients[b].LowRankTerms);
            }
        }

        _sampled = new SampledProducts?[problem.Blocks.Length];
        (double sampled, double formed) = (0.0, 0.0);
        for (int b = 0; b < _sampled.Length && problem.Blocks[b].Kind == BlockKind.PositiveSemidefinite; b++)
        {
            double order = problem.Blocks[b].Order;
            _sampled[b] = SampledProducts.TryCreate(problem.Coefficients[b], problem.Blocks[b].Order, _lowRank[b]);
            sampled += _sampled[b] is null ? 0.0 : order * order * order;
            formed += _sampled[b] is null ? order * order * order : 0.0;
        }

        IsSamplingCheap = formed <= NegligiblePart * sampled;
    }

    /// <summary>Gets what of sum x_i F_i is sparse.</summary>
    public PrimalStructure Structure { get; }

    /// <summary>Gets a value indicating whether <see cref="ApplyProductAdd"/> costs little against a product of whole matrices.</summary>
    public bool IsSamplingCheap { get; }

    /// <summary>Gets the low-rank terms of a block, null where there are none.</summary>
    public LowRankProducts? LowRank(int block) => _lowRank[block];

    /// <summary>Computes <c>destination = sum x_i F_i - constantScale * F_0</c>, both triangles.</summary>
    public void Combine(ReadOnlySpan<double> x, double constantScale, PrimalMatrices destination)
    {
        for (int b = 0; b < destination.SemidefiniteCount; b++)
        {
            if (destination.Sparse(b) is { } sparse)
            {
                Structure.Combination(b)!.Set(x, constantScale, sparse);
            }
        }

        Combine(x, constantScale, destination.Full);
    }

    /// <summary>As <see cref="Combine(ReadOnlySpan{double}, double, PrimalMatrices)"/>, in the blocks that the destination holds.</summary>
    public void Combine(ReadOnlySpan<double> x, double constantScale, BlockMatrices destination)
    {
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            _context.ThrowIfCancelled();
            BlockCoefficients block = _problem.Coefficients[b];
            if (_problem.Blocks[b].Kind == BlockKind.Diagonal)
            {
                CombineDiagonal(block, x, constantScale, destination);
            }
            else if (destination.Semidefinite[b].Rows > 0)
            {
                CombineSemidefinite(b, block, x, constantScale, destination.Semidefinite[b]);
            }
        }
    }

    /// <summary>Computes <c>destination_i = &lt;F_i,G></c> for i = 0..m-1 with the symmetric part of G: G itself need not be symmetric.</summary>
    public void Apply(BlockMatrices matrix, Span<double> destination)
    {
        destination.Clear();
        ApplyAdd(1.0, matrix, destination);
    }

    /// <summary>Computes <c>destination_i += scale &lt;F_i,G></c>, with the symmetric part of G.</summary>
    public void ApplyAdd(double scale, BlockMatrices matrix, Span<double> destination)
    {
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            _context.ThrowIfCancelled();
            ApplyBlockAdd(b, scale, matrix, destination);
        }
    }

    /// <summary>Computes <c>destination_i += scale &lt;F_i,PT></c>, with the symmetric part of PT, without forming PT where that is faster.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="left">P, symmetric, both triangles.</param>
    /// <param name="right">T.</param>
    /// <param name="scratch">Overwritten.</param>
    /// <param name="destination">One entry for each variable.</param>
    public void ApplyProductAdd(double scale, BlockMatrices left, BlockMatrices right, BlockMatrices scratch, Span<double> destination)
    {
        BlockProduct.MultiplyDiagonal(1.0, left, right, 0.0, scratch);
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            _context.ThrowIfCancelled();
            if (_sampled[b] is { } sampled)
            {
                sampled.InnerAdd(scale, left.Semidefinite[b], right.Semidefinite[b], destination, _context);
                continue;
            }

            if (_problem.Blocks[b].Kind == BlockKind.PositiveSemidefinite)
            {
                MatrixProduct.Multiply(1.0, left.Semidefinite[b], false, right.Semidefinite[b], false, 0.0, scratch.Semidefinite[b], _context);
            }

            ApplyBlockAdd(b, scale, scratch, destination);
        }
    }

    /// <summary>Computes <c>&lt;F_0,G></c> with the symmetric part of G.</summary>
    public double ConstantInner(BlockMatrices matrix)
    {
        double sum = 0.0;
        for (int b = 0; b < _problem.Blocks.Length; b++)
        {
            BlockCoefficients block = _problem.Coefficients[b];
            bool diagonal = _problem.Blocks[b].Kind == BlockKind.Diagonal;
            MatrixView view = diagonal ? default : matrix.Semidefinite[b];
            if (block.Variables.Length > 0 && block.Variables[0] == SdpProblem.Constant)
            {
                sum += diagonal ? SparseInnerDiagonal(block, 0, matrix.Diagonal) : SparseInner(block, 0, view);
            }

            foreach (DenseTerm term in block.DenseTerms)
            {
                sum += term.Variable == SdpProblem.Constant ? DenseInner(term, view) : 0.0;
            }

            sum += _lowRank[b]?.ConstantInner(view) ?? 0.0;
        }

        return sum;
    }

    /// <summary>Returns the factor of a variable's matrix, or of F_0, in sum x_i F_i - constantScale F_0.</summary>
    internal static double Weight(int variable, ReadOnlySpan<double> x, double constantScale) =>
        variable == SdpProblem.Constant ? -constantScale : x[variable];

    public void Dispose()
    {
        foreach (LowRankProducts? products in _lowRank)
        {
            products?.Dispose();
        }
    }

    private static void CombineDiagonal(BlockCoefficients block, ReadOnlySpan<double> x, double constantScale, BlockMatrices destination)
    {
        new Span<double>(destination.Diagonal, destination.DiagonalOrder).Clear();
        for (int t = 0; t < block.Variables.Length; t++)
        {
            double weight = Weight(block.Variables[t], x, constantScale);
            for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
            {
                destination.Diagonal[block.Rows[k]] += weight * block.Values[k];
            }
        }
    }

    private static double SparseInner(BlockCoefficients block, int term, MatrixView matrix)
    {
        ReadOnlySpan<int> rows = block.Rows;
        ReadOnlySpan<int> columns = block.Columns;
        ReadOnlySpan<double> values = block.Values;
        double diagonal = 0.0;
        double off = 0.0;
        for (int k = block.Starts[term]; k < block.Starts[term + 1]; k++)
        {
            int row = rows[k];
            int column = columns[k];
            if (row == column)
            {
                diagonal += values[k] * *matrix.At(row, row);
            }
            else
            {
                off += values[k] * (*matrix.At(row, column) + *matrix.At(column, row));
            }
        }

        return diagonal + off;
    }

    private static double SparseInnerDiagonal(BlockCoefficients block, int term, double* diagonal)
    {
        double sum = 0.0;
        for (int k = block.Starts[term]; k < block.Starts[term + 1]; k++)
        {
            sum += block.Values[k] * diagonal[block.Rows[k]];
        }

        return sum;
    }

    private static double DenseInner(DenseTerm term, MatrixView matrix)
    {
        double sum = 0.0;
        fixed (double* values = term.Values.AsSpan())
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                sum += VectorOperations.Dot(values + ((nint)j * matrix.Rows), matrix.Column(j), matrix.Rows);
            }
        }

        return sum;
    }

    private void ApplyBlockAdd(int index, double scale, BlockMatrices matrix, Span<double> destination)
    {
        BlockCoefficients block = _problem.Coefficients[index];
        bool diagonal = _problem.Blocks[index].Kind == BlockKind.Diagonal;
        MatrixView view = diagonal ? default : matrix.Semidefinite[index];
        for (int t = 0; t < block.Variables.Length; t++)
        {
            int variable = block.Variables[t];
            if (variable != SdpProblem.Constant)
            {
                destination[variable] += scale * (diagonal ? SparseInnerDiagonal(block, t, matrix.Diagonal) : SparseInner(block, t, view));
            }
        }

        foreach (DenseTerm term in block.DenseTerms)
        {
            if (term.Variable != SdpProblem.Constant)
            {
                destination[term.Variable] += scale * DenseInner(term, view);
            }
        }

        _lowRank[index]?.InnerAdd(scale, view, destination, _context);
    }

    private void CombineSemidefinite(int index, BlockCoefficients block, ReadOnlySpan<double> x, double constantScale, MatrixView destination)
    {
        System.Runtime.InteropServices.NativeMemory.Clear(destination.Data, (nuint)destination.Rows * (nuint)destination.Columns * sizeof(double));
        ReadOnlySpan<int> rows = block.Rows;
        ReadOnlySpan<int> columns = block.Columns;
        ReadOnlySpan<double> values = block.Values;
        for (int t = 0; t < block.Variables.Length; t++)
        {
            double weight = Weight(block.Variables[t], x, constantScale);
            for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
            {
                *destination.At(rows[k], columns[k]) += weight * values[k];
            }
        }

        foreach (DenseTerm term in block.DenseTerms)
        {
            fixed (double* dense = term.Values.AsSpan())
            {
                VectorOperations.AddScaled(Weight(term.Variable, x, constantScale), dense, destination.Data, (nint)destination.Rows * destination.Columns);
            }
        }

        _lowRank[index]?.CombineAdd(x, constantScale, destination, _context);
        Symmetrization.MirrorLower(destination, _context);
    }
}
