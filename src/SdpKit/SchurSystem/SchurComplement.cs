using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms, factors and solves with the Schur complement <c>H_ij = &lt;F_i, X^-1 F_j Y></c> of a semidefinite program.</summary>
/// <remarks>
/// The problem has its semidefinite blocks first and then at most one diagonal block, with at most one term for every variable in a block. Not
/// thread-safe; forming, factoring and solving allocate nothing, and give the same bits for every thread count.
/// </remarks>
internal sealed unsafe class SchurComplement : IDisposable
{
    private readonly SdpProblem _problem;
    private readonly BlockSchur[] _blocks;
    private readonly bool _hasDiagonalBlock;
    private readonly EqualityElimination? _elimination;
    private readonly ISchurMatrix _matrix;
    private readonly SchurWorkspace _workspace;

    /// <summary>Allocates.</summary>
    /// <param name="problem">The problem after presolve.</param>
    /// <param name="analysis">How its Schur complement is formed.</param>
    /// <param name="context">The team that forms and factors; it must outlive this object.</param>
    public SchurComplement(SdpProblem problem, SchurAnalysis analysis, KernelContext context)
    {
        _problem = problem;
        SchurPattern pattern = analysis.Pattern;
        _blocks = new BlockSchur[analysis.Blocks.Length];
        for (int b = 0; b < _blocks.Length; b++)
        {
            _blocks[b] = new BlockSchur(analysis.Blocks[b]);
        }

        _matrix = pattern.Cliques is { } cliques ? new SparseSchurMatrix(pattern, cliques) : new DenseSchurMatrix(pattern);
        _hasDiagonalBlock = _blocks.Length < problem.Blocks.Length;
        if (problem.Equalities.RowCount > 0)
        {
            _elimination = new EqualityElimination(problem.Equalities, pattern.AugmentedRows);
        }

        _workspace = new SchurWorkspace(context, _blocks.Select(block => block.ScratchLength).DefaultIfEmpty().Max());
    }

    /// <summary>Bounds the memory that the constructor takes for any problem, presolved or not, by that of a dense matrix.</summary>
    public static double LargestBytes(SdpProblem problem)
    {
        double rows = (double)problem.VariableCount + problem.Equalities.RowCount;
        double largest = problem.Blocks.Where(block => block.Kind == BlockKind.PositiveSemidefinite).Select(block => block.Order).DefaultIfEmpty().Max();
        double factors = problem.Blocks.Zip(problem.Coefficients, (block, terms) => 3.0 * block.Order * terms.LowRankTerms.Sum(term => (double)term.Rank)).Sum();
        return sizeof(double) * ((rows * rows) + factors + (3.0 * largest * largest));
    }

    /// <summary>Forms H + Q, and A'GA where there are equalities (see <see cref="EqualityElimination"/>).</summary>
    /// <param name="primalInverse">X^-1 of every semidefinite block, both triangles.</param>
    /// <param name="dual">Y of every semidefinite block, both triangles.</param>
    /// <param name="diagonalRatio">y_k/x_k of the diagonal block; not read where there is none.</param>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public void Form(ReadOnlySpan<MatrixView> primalInverse, ReadOnlySpan<MatrixView> dual, double* diagonalRatio)
    {
        _matrix.Clear(_workspace.Context);
        for (int b = 0; b < _blocks.Length; b++)
        {
            _matrix.AddBlock(b, _blocks[b], primalInverse[b], dual[b], _workspace);
        }

        if (_hasDiagonalBlock)
        {
            _matrix.AddDiagonalBlock(diagonalRatio, _workspace);
        }

        AddQuadratic();
        _elimination?.Augment(_matrix, _workspace);
    }

    /// <summary>Factors what <see cref="Form"/> formed, scaled to unit diagonal, plus a multiple of I; what was formed is used up.</summary>
    /// <param name="regularization">The multiple, not negative; refinement by the caller makes up for it.</param>
    /// <returns>False where a pivot is not positive: form again and factor with a larger multiple.</returns>
    /// <exception cref="OperationCanceledException">The context's token was cancelled.</exception>
    public bool TryFactor(double regularization = 0.0) =>
        _matrix.TryFactor(regularization, _workspace.Context) && (_elimination is null || _elimination.TryFactor(_matrix, _workspace.Context));

    /// <summary>Solves <c>[H + Q, -A'; A, 0] [dx; dv] = [r; s]</c>.</summary>
    /// <param name="r">r, of length m.</param>
    /// <param name="s">s, one for every equality.</param>
    /// <param name="dx">Receives dx; may be <paramref name="r"/> itself.</param>
    /// <param name="dv">Receives dv.</param>
    public void Solve(ReadOnlySpan<double> r, ReadOnlySpan<double> s, Span<double> dx, Span<double> dv)
    {
        r.CopyTo(dx);
        if (_elimination is not null)
        {
            _elimination.Solve(_matrix, s, dx, dv, _workspace.Context);
            return;
        }

        fixed (double* x = dx)
        {
            var column = new MatrixView(x, dx.Length, 1, Math.Max(dx.Length, 1));
            _matrix.SolveForward(column, _workspace.Context);
            _matrix.SolveBackward(column, _workspace.Context);
        }
    }

    public void Dispose()
    {
        _workspace.Dispose();
        _matrix.Dispose();
        _elimination?.Dispose();
        foreach (BlockSchur block in _blocks)
        {
            block.Dispose();
        }
    }

    private void AddQuadratic()
    {
        SparseRows quadratic = _problem.Quadratic;
        for (int row = 0; row < quadratic.RowCount; row++)
        {
            ReadOnlySpan<int> columns = quadratic.Columns(row);
            ReadOnlySpan<double> values = quadratic.Values(row);
            for (int k = 0; k < columns.Length && columns[k] <= row; k++)
            {
                _matrix.Add(row, columns[k], values[k]);
            }
        }
    }
}
