using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Stores the Schur complement as the lower triangle of a full m x m matrix, in the order of the variables.</summary>
internal sealed unsafe class DenseSchurMatrix : ISchurMatrix
{
    private readonly AlignedBuffer _entries;
    private readonly RowOuterProducts _diagonalBlock;
    private readonly RowOuterProducts _equalities;
    private readonly double[] _scale;

    public DenseSchurMatrix(SchurPattern pattern)
    {
        int variableCount = pattern.DiagonalRows.ColumnCount;
        _entries = new AlignedBuffer((nint)variableCount * variableCount);
        _diagonalBlock = new RowOuterProducts(pattern.DiagonalRows);
        _equalities = new RowOuterProducts(pattern.AugmentedRows);
        _scale = new double[variableCount];
    }

    private MatrixView Lower => _entries.AsMatrix(_scale.Length, _scale.Length);

    public void Clear(KernelContext context)
    {
        var task = new ClearTask(Lower);
        context.Run(_scale.Length, (double)_scale.Length * _scale.Length, ref task);
    }

    public void AddBlock(int index, BlockSchur block, MatrixView primalInverse, MatrixView dual, SchurWorkspace workspace) =>
        block.Accumulate(primalInverse, dual, Lower, workspace);

    public void AddDiagonalBlock(double* weights, SchurWorkspace workspace) => _diagonalBlock.Accumulate(weights, Lower, workspace);

    public void AddEqualities(double* weights, SchurWorkspace workspace) => _equalities.Accumulate(weights, Lower, workspace);

    public void Add(int row, int column, double value) => *Lower.At(row, column) += value;

    public void ReadDiagonal(Span<double> destination)
    {
        for (int i = 0; i < destination.Length; i++)
        {
            destination[i] = *Lower.At(i, i);
        }
    }

    public bool TryFactor(double regularization, KernelContext context)
    {
        ReadDiagonal(_scale);
        UnitScaling.FromDiagonal(_scale);
        var task = new ScaleTask(Lower, _scale);
        context.Run(_scale.Length, (double)_scale.Length * _scale.Length, ref task);
        for (int i = 0; i < _scale.Length; i++)
        {
            // A variable without coefficients stays where it is.
            *Lower.At(i, i) = *Lower.At(i, i) == 0.0 ? 1.0 : *Lower.At(i, i) + regularization;
        }

        return Cholesky.Factor(Lower, context) < 0;
    }

    public void SolveForward(MatrixView b, KernelContext context)
    {
        ScaleRows(b);
        if (b.Columns == 1)
        {
            TriangularSolve.SolveLower(Lower, transpose: false, b.Data);
            return;
        }

        TriangularSolve.SolveLower(Lower, transpose: false, b, context);
    }

    public void SolveBackward(MatrixView b, KernelContext context)
    {
        if (b.Columns == 1)
        {
            TriangularSolve.SolveLower(Lower, transpose: true, b.Data);
        }
        else
        {
            TriangularSolve.SolveLower(Lower, transpose: true, b, context);
        }

        ScaleRows(b);
    }

    public void Dispose() => _entries.Dispose();

    private void ScaleRows(MatrixView b)
    {
        for (int column = 0; column < b.Columns; column++)
        {
            fixed (double* scales = _scale)
            {
                VectorOperations.Multiply(1.0, scales, b.Column(column), _scale.Length);
            }
        }
    }

    private readonly struct ClearTask(MatrixView lower) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            new Span<double>(lower.At(index, index), lower.Rows - index).Clear();
        }
    }

    private readonly struct ScaleTask(MatrixView lower, double[] scale) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            fixed (double* scales = scale)
            {
                VectorOperations.Multiply(scales[index], scales + index, lower.At(index, index), lower.Rows - index);
            }
        }
    }
}
