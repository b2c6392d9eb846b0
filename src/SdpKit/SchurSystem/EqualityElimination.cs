using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Solves <c>[H, -A'; A, 0] [dx; dv] = [r; s]</c> by block elimination on a factor of K = H + A' G A, G diagonal.</summary>
/// <remarks>
/// A dx = s makes <c>K dx - A'dv = r + A'G s</c> equivalent to the first row for every G >= 0, so K may be used where H alone is singular because a
/// variable occurs in equalities only. G is chosen so that every row of A has norm 1 in the scaling that takes H to unit diagonal. With K = M M' and
/// V = M^-1 A': <c>V'V dv = s - V' M^-1 (r + A'G s)</c>, <c>dx = M^-T (M^-1 (r + A'G s) + V dv)</c>.
/// </remarks>
internal sealed unsafe class EqualityElimination : IDisposable
{
    /// <summary>A pivot of V'V, scaled to unit diagonal, below this carries no correct digit: the equality depends on earlier ones.</summary>
    private const double PivotFloor = 1e-15;

    /// <summary>So large a pivot sets the multiplier of a dependent equality to zero, which leaves the others to hold it.</summary>
    private const double PivotReplacement = 1e128;

    private readonly SparseRows _equalities;
    private readonly AlignedBuffer _halfSolved;
    private readonly AlignedBuffer _reduced;
    private readonly double[] _reducedScale;
    private readonly SparseRows _augmented;
    private readonly AlignedBuffer _weights;
    private readonly double[] _diagonal;

    /// <param name="equalities">A.</param>
    /// <param name="augmented">A with the rows emptied that have no part in A'GA.</param>
    public EqualityElimination(SparseRows equalities, SparseRows augmented)
    {
        _equalities = equalities;
        _augmented = augmented;
        int count = equalities.RowCount;
        _halfSolved = new AlignedBuffer((nint)equalities.ColumnCount * count);
        _reduced = new AlignedBuffer((nint)count * count);
        _reducedScale = new double[count];
        _weights = new AlignedBuffer(count);
        _diagonal = new double[equalities.ColumnCount];
    }

    private MatrixView HalfSolved => _halfSolved.AsMatrix(_equalities.ColumnCount, _equalities.RowCount);

    private MatrixView Reduced => _reduced.AsMatrix(_equalities.RowCount, _equalities.RowCount);

    /// <summary>Adds A'GA to the matrix and remembers G.</summary>
    public void Augment(ISchurMatrix matrix, SchurWorkspace workspace)
    {
        matrix.ReadDiagonal(_diagonal);
        double largest = 0.0;
        foreach (double entry in _diagonal)
        {
            largest = Math.Max(largest, entry);
        }

        // A variable without a diagonal entry of its own is scaled like the largest one.
        largest = largest > 0.0 ? largest : 1.0;
        for (int row = 0; row < _augmented.RowCount; row++)
        {
            double norm = 0.0;
            ReadOnlySpan<int> columns = _augmented.Columns(row);
            ReadOnlySpan<double> values = _augmented.Values(row);
            for (int k = 0; k < columns.Length; k++)
            {
                norm += values[k] * values[k] / (_diagonal[columns[k]] > 0.0 ? _diagonal[columns[k]] : largest);
            }

            _weights.Data[row] = norm > 0.0 ? 1.0 / norm : 0.0;
        }

        matrix.AddEqualities(_weights.Data, workspace);
    }

    /// <summary>Forms and factors V'V; false where a number is not finite.</summary>
    public bool TryFactor(ISchurMatrix matrix, KernelContext context)
    {
        MatrixView v = HalfSolved;
        new Span<double>(v.Data, checked(v.Rows * v.Columns)).Clear();
        for (int row = 0; row < _equalities.RowCount; row++)
        {
            ReadOnlySpan<int> columns = _equalities.Columns(row);
            ReadOnlySpan<double> values = _equalities.Values(row);
            for (int k = 0; k < columns.Length; k++)
            {
                *v.At(columns[k], row) = values[k];
            }
        }

        matrix.SolveForward(v, context);
        MatrixView reduced = Reduced;
        SymmetricRankUpdate.UpdateLower(1.0, v, transposeA: true, 0.0, reduced, context);
        for (int i = 0; i < _reducedScale.Length; i++)
        {
            _reducedScale[i] = *reduced.At(i, i);
        }

        UnitScaling.FromDiagonal(_reducedScale);
        for (int j = 0; j < _reducedScale.Length; j++)
        {
            for (int i = j; i < _reducedScale.Length; i++)
            {
                *reduced.At(i, j) *= _reducedScale[i] * _reducedScale[j];
            }
        }

        return Cholesky.Factor(reduced, PivotFloor, PivotReplacement, context) >= 0;
    }

    /// <param name="matrix">The factored K.</param>
    /// <param name="s">The right-hand side of A dx = s.</param>
    /// <param name="dx">On entry r, on return dx.</param>
    /// <param name="dv">Receives dv.</param>
    /// <param name="context">The kernels' context.</param>
    public void Solve(ISchurMatrix matrix, ReadOnlySpan<double> s, Span<double> dx, Span<double> dv, KernelContext context)
    {
        for (int row = 0; row < s.Length; row++)
        {
            ReadOnlySpan<int> columns = _equalities.Columns(row);
            ReadOnlySpan<double> values = _equalities.Values(row);
            double scale = _weights.Data[row] * s[row];
            for (int k = 0; k < columns.Length; k++)
            {
                dx[columns[k]] += scale * values[k];
            }
        }

        MatrixView v = HalfSolved;
        fixed (double* x = dx, multipliers = dv)
        {
            var column = new MatrixView(x, dx.Length, 1, Math.Max(dx.Length, 1));
            matrix.SolveForward(column, context);
            for (int row = 0; row < dv.Length; row++)
            {
                dv[row] = (s[row] - VectorOperations.Dot(v.Column(row), x, dx.Length)) * _reducedScale[row];
            }

            TriangularSolve.SolveLower(Reduced, transpose: false, multipliers);
            TriangularSolve.SolveLower(Reduced, transpose: true, multipliers);
            for (int row = 0; row < dv.Length; row++)
            {
                dv[row] *= _reducedScale[row];
                VectorOperations.AddScaled(dv[row], v.Column(row), x, dx.Length);
            }

            matrix.SolveBackward(column, context);
        }
    }

    public void Dispose()
    {
        _weights.Dispose();
        _halfSolved.Dispose();
        _reduced.Dispose();
    }
}
