using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Owns one block-diagonal matrix of the method's working set, all blocks in one stretch of memory.</summary>
/// <remarks>Blocks are those of a canonical problem: semidefinite ones first, stored in full, then at most one diagonal block.</remarks>
internal sealed unsafe class BlockMatrices : IDisposable
{
    private readonly AlignedBuffer _buffer;
    private readonly MatrixView[] _semidefinite;

    public BlockMatrices(SdpProblem problem)
        : this(problem, _ => true)
    {
    }

    /// <summary>Allocates zero matrices.</summary>
    /// <param name="problem">The problem whose blocks are meant.</param>
    /// <param name="isHeld">Whether a semidefinite block is held here; others become views of order 0.</param>
    public BlockMatrices(SdpProblem problem, Func<int, bool> isHeld)
    {
        nint length = 0;
        int semidefiniteCount = 0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            bool isSemidefinite = problem.Blocks[b].Kind == BlockKind.PositiveSemidefinite;
            length += isSemidefinite && !isHeld(b) ? 0 : (nint)problem.Blocks[b].StoredLength;
            semidefiniteCount += isSemidefinite ? 1 : 0;
        }

        _buffer = new AlignedBuffer(length);
        _semidefinite = new MatrixView[semidefiniteCount];
        double* next = _buffer.Data;
        for (int b = 0; b < semidefiniteCount; b++)
        {
            int order = isHeld(b) ? problem.Blocks[b].Order : 0;
            _semidefinite[b] = new MatrixView(next, order, order, order);
            next += (nint)order * order;
        }

        Diagonal = next;
        DiagonalOrder = semidefiniteCount < problem.Blocks.Length ? problem.Blocks[^1].Order : 0;
    }

    /// <summary>Gets the number of stored doubles.</summary>
    public nint Length => _buffer.Length;

    /// <summary>Gets all stored doubles.</summary>
    public double* Data => _buffer.Data;

    /// <summary>Gets the semidefinite blocks.</summary>
    public ReadOnlySpan<MatrixView> Semidefinite => _semidefinite;

    /// <summary>Gets the diagonal block's entries.</summary>
    public double* Diagonal { get; }

    public int DiagonalOrder { get; }

    public void CopyFrom(BlockMatrices source, KernelContext context) => PagedMemory.Copy(source.Data, Data, Length, context);

    /// <summary>Computes <c>this += scale * other</c>.</summary>
    public void AddScaled(double scale, BlockMatrices other) => VectorOperations.AddScaled(scale, other.Data, Data, Length);

    /// <summary>Computes <c>this *= factor</c>.</summary>
    public void Scale(double factor) => VectorOperations.Scale(factor, Data, Length);

    /// <summary>Computes the inner product; the same as the trace of the product for symmetric matrices.</summary>
    public double Dot(BlockMatrices other) => VectorOperations.Dot(Data, other.Data, Length);

    public void SetScaledIdentity(ReadOnlySpan<double> blockScales, double diagonalScale, KernelContext context)
    {
        PagedMemory.Clear(Data, Length, context);
        for (int b = 0; b < _semidefinite.Length; b++)
        {
            for (int i = 0; i < _semidefinite[b].Rows; i++)
            {
                *_semidefinite[b].At(i, i) = blockScales[b];
            }
        }

        new Span<double>(Diagonal, DiagonalOrder).Fill(diagonalScale);
    }

    /// <summary>Adds <c>scale * hh'</c> to a block.</summary>
    public void AddRankOne(int block, double scale, ReadOnlySpan<double> h)
    {
        MatrixView matrix = _semidefinite[block];
        fixed (double* vector = h)
        {
            for (int j = 0; j < matrix.Columns; j++)
            {
                VectorOperations.AddScaled(scale * vector[j], vector, matrix.Column(j), matrix.Rows);
            }
        }
    }

    /// <summary>Computes <c>this += shift * I</c>.</summary>
    public void AddToDiagonal(double shift)
    {
        foreach (MatrixView block in _semidefinite)
        {
            for (int i = 0; i < block.Rows; i++)
            {
                *block.At(i, i) += shift;
            }
        }

        for (int i = 0; i < DiagonalOrder; i++)
        {
            Diagonal[i] += shift;
        }
    }

    /// <summary>Copies into the public type, block by block.</summary>
    public SymmetricBlockMatrix ToSymmetric(SdpProblem problem, KernelContext context)
    {
        var result = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < _semidefinite.Length; b++)
        {
            PagedMemory.CopyOut(new ReadOnlySpan<double>(_semidefinite[b].Data, _semidefinite[b].Rows * _semidefinite[b].Columns), result.Values(b), context);
        }

        if (DiagonalOrder > 0)
        {
            new ReadOnlySpan<double>(Diagonal, DiagonalOrder).CopyTo(result.Values(_semidefinite.Length));
        }

        return result;
    }

    public void Dispose() => _buffer.Dispose();
}
