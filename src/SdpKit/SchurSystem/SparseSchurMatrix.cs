using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.SchurSystem;

/// <summary>Stores the Schur complement as the panels of a sparse factor; every block is formed as a small dense matrix and added as a clique.</summary>
internal sealed unsafe class SparseSchurMatrix : ISchurMatrix
{
    private readonly SchurPattern _pattern;
    private readonly SchurCliques _cliques;
    private readonly SparseCholesky _factor;
    private readonly AlignedBuffer _local;
    private readonly double[] _scale;
    private readonly double[] _permuted;

    public SparseSchurMatrix(SchurPattern pattern, SchurCliques cliques)
    {
        _pattern = pattern;
        _cliques = cliques;
        _factor = new SparseCholesky(cliques.Symbolic);
        _local = new AlignedBuffer((nint)LargestLocalLength(pattern));
        _scale = new double[cliques.Symbolic.Order];
        _permuted = new double[_scale.Length];
    }

    /// <summary>Gets the length of the memory in which one clique at a time is formed.</summary>
    public static long LargestLocalLength(SchurPattern pattern)
    {
        long largest = pattern.BlockVariables.Select(variables => variables.LongLength).DefaultIfEmpty().Max();
        foreach (SparseRows rows in new[] { pattern.DiagonalRows, pattern.AugmentedRows })
        {
            for (int row = 0; row < rows.RowCount; row++)
            {
                largest = Math.Max(largest, rows.Columns(row).Length);
            }
        }

        return largest * largest;
    }

    public void Clear(KernelContext context) => _factor.Clear();

    public void AddBlock(int index, BlockSchur block, MatrixView primalInverse, MatrixView dual, SchurWorkspace workspace)
    {
        workspace.Context.ThrowIfCancelled();
        int size = _pattern.BlockVariables[index].Length;
        MatrixView local = _local.AsMatrix(size, size);
        new Span<double>(local.Data, size * size).Clear();
        block.Accumulate(primalInverse, dual, local, workspace);
        _factor.AddClique(_cliques.Blocks[index], local);
    }

    public void AddDiagonalBlock(double* weights, SchurWorkspace workspace) => AddRows(_pattern.DiagonalRows, _cliques.DiagonalRows, weights, workspace);

    public void AddEqualities(double* weights, SchurWorkspace workspace) => AddRows(_pattern.AugmentedRows, _cliques.AugmentedRows, weights, workspace);

    public void Add(int row, int column, double value) => _factor.Add(row, column, value);

    public void ReadDiagonal(Span<double> destination) => _factor.ReadDiagonal(destination);

    public bool TryFactor(double regularization, KernelContext context)
    {
        _factor.ReadDiagonal(_scale);
        UnitScaling.FromDiagonal(_scale);
        _factor.ScaleSymmetric(_scale);
        _factor.ReadDiagonal(_permuted);
        for (int i = 0; i < _scale.Length; i++)
        {
            // A variable without coefficients stays where it is.
            _factor.Add(i, i, _permuted[i] == 0.0 ? 1.0 : regularization);
        }

        return _factor.Factor(context) < 0;
    }

    public void SolveForward(MatrixView b, KernelContext context)
    {
        int[] ordering = _cliques.Symbolic.Ordering;
        for (int column = 0; column < b.Columns; column++)
        {
            context.ThrowIfCancelled();
            double* values = b.Column(column);
            for (int k = 0; k < ordering.Length; k++)
            {
                _permuted[k] = _scale[ordering[k]] * values[ordering[k]];
            }

            _factor.SolveForward(_permuted);
            _permuted.CopyTo(new Span<double>(values, ordering.Length));
        }
    }

    public void SolveBackward(MatrixView b, KernelContext context)
    {
        int[] ordering = _cliques.Symbolic.Ordering;
        for (int column = 0; column < b.Columns; column++)
        {
            context.ThrowIfCancelled();
            double* values = b.Column(column);
            new ReadOnlySpan<double>(values, ordering.Length).CopyTo(_permuted);
            _factor.SolveBackward(_permuted);
            for (int k = 0; k < ordering.Length; k++)
            {
                values[ordering[k]] = _scale[ordering[k]] * _permuted[k];
            }
        }
    }

    public void Dispose()
    {
        _factor.Dispose();
        _local.Dispose();
    }

    private void AddRows(SparseRows rows, int[] cliques, double* weights, SchurWorkspace workspace)
    {
        workspace.Context.ThrowIfCancelled();
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<double> values = rows.Values(row);
            MatrixView local = _local.AsMatrix(values.Length, values.Length);
            for (int j = 0; j < values.Length; j++)
            {
                double scale = weights[row] * values[j];
                double* column = local.Column(j);
                for (int i = j; i < values.Length; i++)
                {
                    column[i] = scale * values[i];
                }
            }

            _factor.AddClique(cliques[row], local);
        }
    }
}
