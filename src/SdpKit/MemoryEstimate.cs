using System.Globalization;
using SdpKit.SchurSystem;

namespace SdpKit;

/// <summary>Represents how many bytes a solve is going to take at its peak, known before any of them is allocated.</summary>
/// <param name="Bytes">The estimate.</param>
public readonly record struct MemoryEstimate(double Bytes)
{
    /// <summary>The block matrices the method works on: X, Y, their factors, X^-1, dX, dY, two products, the best X and Y.</summary>
    private const double WorkingMatrices = 11.0;

    /// <summary>Estimates a solve from the original problem, at once; presolve and a sparse Schur complement, which take time to find, can only lower it.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    public static MemoryEstimate Of(SdpProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return OfSolve(problem, problem, SchurComplement.LargestBytes(problem));
    }

    /// <summary>Estimates what the answer alone needs: X and Y of the original problem, with a copy on the way out.</summary>
    internal static MemoryEstimate OfData(SdpProblem problem) => new(sizeof(double) * ((2.0 * Stored(problem)) + (8.0 * problem.VariableCount)));

    internal static MemoryEstimate OfSolve(SdpProblem problem, SdpProblem reduced, SchurAnalysis analysis) => OfSolve(problem, reduced, analysis.EstimateBytes(reduced));

    private static MemoryEstimate OfSolve(SdpProblem problem, SdpProblem reduced, double schurBytes)
    {
        double working = (sizeof(double) * WorkingMatrices * Stored(reduced)) + schurBytes;
        return new MemoryEstimate(Math.Max(working, OfData(problem).Bytes + (sizeof(double) * 2.0 * Stored(reduced))));
    }

    internal void ThrowIfAbove(long limit)
    {
        if (Bytes > limit)
        {
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture,
                $"The problem needs about {Bytes / (1 << 20):F0} MiB; {limit / (1 << 20)} MiB are available."));
        }
    }

    private static double Stored(SdpProblem problem)
    {
        double stored = 0.0;
        foreach (SdpBlock block in problem.Blocks)
        {
            stored += block.StoredLength;
        }

        return stored;
    }
}
