namespace SdpKit.Presolve;

/// <summary>Judges whether numbers that belong to matrix rows fulfil a dependency of these rows.</summary>
internal static class DependencyTest
{
    /// <summary>A sum of terms that is smaller than this, relative to the terms, is rounding.</summary>
    private const double ConsistentBelow = 1e-10;

    /// <summary>A sum of terms that is larger than this, relative to the terms, is no rounding, not even of data printed with few digits.</summary>
    private const double InconsistentAbove = 1e-6;

    /// <summary>The largest relative residual of a ray: a tenth of what the checker accepts.</summary>
    private const double RayResidual = 1e-9;

    /// <summary>Judges.</summary>
    /// <param name="dependency">The dependency.</param>
    /// <param name="matrix">The matrix.</param>
    /// <param name="numbers">One number a row.</param>
    public static Consistency Apply(RowDependency dependency, SparseRows matrix, ReadOnlySpan<double> numbers)
    {
        (double sum, double size) = dependency.Combine(numbers);
        if (Math.Abs(sum) <= ConsistentBelow * size)
        {
            return Consistency.Consistent;
        }

        if (Math.Abs(sum) <= InconsistentAbove * size)
        {
            return Consistency.Unclear;
        }

        // The norms in a certificate's residual count both triangles of a coefficient matrix, these columns only one.
        double residual = Math.Sqrt(2.0 * dependency.Residual(matrix).Sum(value => value * value));
        return residual <= RayResidual * Math.Abs(sum) ? Consistency.Inconsistent : Consistency.Unclear;
    }
}
