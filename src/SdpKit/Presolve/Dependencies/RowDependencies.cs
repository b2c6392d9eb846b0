using System.Collections.Immutable;
using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Finds rows of a sparse matrix that other rows span.</summary>
/// <remarks>
/// What structure does not rule out (<see cref="SingletonPeeling"/>) is tested numerically, connected set by connected set: rows join a growing set in turn,
/// and one whose distance from the span of those before is small is a candidate, with coefficients from the normal equations. A candidate counts only if the
/// combination, refined and computed on the full rows, is zero to rounding; in doubt a row is independent.
/// </remarks>
internal static unsafe class RowDependencies
{
    /// <summary>The most rows of one connected set that are tested; the work grows with the cube, about 0.2 s here.</summary>
    private const int LargestSet = 1000;

    /// <summary>The square of the distance, of a row of norm 1 from the span of others, below which it is a candidate.</summary>
    private const double CandidateSquare = 1e-9;

    /// <summary>What a zero combination may have left of the sum of its terms' norms: rounding.</summary>
    private const double ZeroTolerance = 1e-12;

    /// <summary>Finds dependencies, each of a spanned row on rows that are in no other dependency as the spanned one.</summary>
    public static ImmutableArray<RowDependency> Find(SparseRows matrix, CancellationToken cancellationToken)
    {
        var dependencies = ImmutableArray.CreateBuilder<RowDependency>();
        int[] rest = SingletonPeeling.Remaining(matrix);
        foreach (int row in rest.Where(row => matrix.Columns(row).IsEmpty))
        {
            dependencies.Add(new RowDependency([row], [1.0]));
        }

        if (rest.Length > dependencies.Count)
        {
            SparseRows scaled = ColumnEquilibration.Apply(matrix);
            foreach (int[] set in ConnectedSets(scaled, rest).Where(set => set.Length is > 1 and <= LargestSet))
            {
                AddDependencies(scaled, set, dependencies, cancellationToken);
            }
        }

        return dependencies.ToImmutable();
    }

    /// <summary>Splits rows into sets that share no column, and sorts each so that sparse rows come first and dense ones are the spanned ones.</summary>
    private static IEnumerable<int[]> ConnectedSets(SparseRows matrix, int[] rows)
    {
        var sets = new DisjointSets(matrix.RowCount);
        var owner = new int[matrix.ColumnCount];
        Array.Fill(owner, -1);
        foreach (int row in rows)
        {
            foreach (int column in matrix.Columns(row))
            {
                if (owner[column] >= 0)
                {
                    sets.Join(owner[column], row);
                }

                owner[column] = row;
            }
        }

        return rows.GroupBy(sets.Find, (_, set) => set.OrderBy(row => matrix.Columns(row).Length).ToArray());
    }

    private static void AddDependencies(
        SparseRows matrix,
        int[] set,
        ImmutableArray<RowDependency>.Builder dependencies,
        CancellationToken cancellationToken)
    {
        double[] norms = [.. set.Select(row => Norm(matrix.Values(row)))];
        using var factor = new GrowingCholesky(set.Length);
        using var sketch = new RowSketch(set.Length + 1, matrix.ColumnCount, set.Sum(row => (long)matrix.Columns(row).Length));
        using var products = new AlignedBuffer(set.Length);
        using var coefficients = new AlignedBuffer(set.Length);
        var basis = new List<int>(set.Length);
        for (int s = 0; s < set.Length; s++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            int count = basis.Count;
            Sketch(sketch, count, matrix, set[s], 1.0 / norms[s]);
            double* vector = sketch.Vector(count);
            sketch.Multiply(count, products.Data);
            factor.Project(products.Data);
            double square = VectorOperations.SumOfSquares(vector, sketch.Length);
            double distanceSquare = square - VectorOperations.SumOfSquares(products.Data, count);
            if (distanceSquare > CandidateSquare * Math.Max(square, 1.0))
            {
                factor.Add(products.Data, Math.Sqrt(distanceSquare));
                sketch.Keep(count);
                basis.Add(s);
                continue;
            }

            // Normal equations halve the digits; each round of refinement on the full rows brings them back.
            new Span<double>(coefficients.Data, set.Length).Clear();
            for (int round = 0; round < 3; round++)
            {
                factor.ToCoefficients(products.Data);
                VectorOperations.AddScaled(1.0, products.Data, coefficients.Data, count);
                RowDependency dependency = Combination(set, basis, s, norms, coefficients.Data);
                double[] residual = dependency.Residual(matrix);
                if (Norm(residual) <= ZeroTolerance * Scale(matrix, dependency))
                {
                    dependencies.Add(dependency);
                    break;
                }

                new Span<double>(vector, sketch.Length).Clear();
                for (int column = 0; column < residual.Length; column++)
                {
                    sketch.Add(count, column, residual[column] / norms[s]);
                }

                sketch.Multiply(count, products.Data);
                factor.Project(products.Data);
            }
        }
    }

    private static void Sketch(RowSketch sketch, int index, SparseRows matrix, int row, double scale)
    {
        new Span<double>(sketch.Vector(index), sketch.Length).Clear();
        for (int k = 0; k < matrix.Columns(row).Length; k++)
        {
            sketch.Add(index, matrix.Columns(row)[k], scale * matrix.Values(row)[k]);
        }
    }

    /// <summary>Row s, of norm 1, is the sum of coefficient times basis row, of norm 1 as well.</summary>
    private static RowDependency Combination(int[] set, List<int> basis, int s, double[] norms, double* coefficients)
    {
        var rows = new List<int>();
        var weights = new List<double>();
        for (int k = 0; k < basis.Count; k++)
        {
            if (Math.Abs(coefficients[k]) > 1e-14)
            {
                rows.Add(set[basis[k]]);
                weights.Add(-coefficients[k] * norms[s] / norms[basis[k]]);
            }
        }

        return new RowDependency([.. rows, set[s]], [.. weights, 1.0]);
    }

    private static double Scale(SparseRows matrix, RowDependency dependency) =>
        dependency.Rows.Zip(dependency.Weights, (row, weight) => Math.Abs(weight) * Norm(matrix.Values(row))).Sum();

    private static double Norm(ReadOnlySpan<double> values)
    {
        double sum = 0.0;
        foreach (double value in values)
        {
            sum += value * value;
        }

        return Math.Sqrt(sum);
    }
}
