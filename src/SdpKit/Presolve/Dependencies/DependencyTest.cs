namespace SdpKit.Presolve.Dependencies;

/// <summary>Judges whether numbers that belong to matrix rows fulfil a dependency of these rows.</summary>
internal static class DependencyTest
{
    /// <summary>A sum of terms that is smaller than this, relative to the terms, is rounding.</summary>
    private const double ConsistentBelow = 1e-10;

    /// <summary>A sum of terms that is larger than this, relative to the terms, is no rounding, not even of data printed with few digits.</summary>
    private const double InconsistentAbove = 1e-6;

    /// <summary>The largest relative residual of a ray: a tenth of what the checker accepts.</summary>
    private const double RayResidual = 1e-9;

    /// <summary>2^-50: an entry of a combination is the result of a few roundings.</summary>
    private const double Rounding = 8.8817841970012523e-16;

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

        return ResidualBound(dependency, matrix) <= RayResidual * Math.Abs(sum) ? Consistency.Inconsistent : Consistency.Unclear;
    }

    /// <summary>Bounds the norm of the exact combination: what is computed, and the rounding that may hide in it.</summary>
    private static double ResidualBound(RowDependency dependency, SparseRows matrix)
    {
        double[] residual = dependency.Residual(matrix);
        double squares = residual.Sum(value => value * value);
        double sizes = dependency.Rows.Zip(dependency.Weights, (row, weight) => Math.Abs(weight) * LargestEntry(matrix.Values(row))).Sum();

        // A certificate's residual counts both triangles of a coefficient matrix, these columns only one.
        return Math.Sqrt(2.0 * squares) + (Rounding * sizes);
    }

    private static double LargestEntry(ReadOnlySpan<double> values)
    {
        double largest = 0.0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
