using System.Globalization;
using SdpKit.InteriorPoint;
using SdpKit.SchurSystem;

namespace SdpKit;

/// <summary>Represents how many bytes a solve is going to take at its peak, known before any of them is allocated.</summary>
/// <param name="Bytes">The estimate.</param>
public readonly record struct MemoryEstimate(double Bytes)
{
    private const double Mebibyte = 1 << 20;

    /// <summary>To ask what is free takes a millisecond, which a problem of so few bytes may be solved in.</summary>
    private const long NotWorthAsking = 1 << 26;

    /// <summary>The block matrices the method works on: X, Y, their factors, X^-1, dX, dY, a product, the best X and Y.</summary>
    private const double WorkingMatrices = 10.0;

    /// <summary>Those among them that take little where the F_i are sparse together: X, dX and the best X.</summary>
    private const double PrimalMatrices = 3.0;

    /// <summary>Estimates a solve from the original problem, at once; presolve and a sparse Schur complement, which take time to find, can only lower it.</summary>
    /// <param name="problem">The problem.</param>
    /// <exception cref="ArgumentNullException"><paramref name="problem"/> is null.</exception>
    public static MemoryEstimate Of(SdpProblem problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return OfSolve(problem, problem, SchurComplement.LargestBytes(problem), saved: 0.0);
    }

    /// <summary>Estimates what the answer alone needs: X and Y of the original problem, with a copy on the way out.</summary>
    internal static MemoryEstimate OfData(SdpProblem problem) => new(sizeof(double) * ((2.0 * Stored(problem)) + (8.0 * problem.VariableCount)));

    internal static MemoryEstimate OfSolve(SdpProblem problem, SdpProblem reduced, SchurAnalysis analysis)
    {
        double saved = PrimalMatrices * Stored(reduced, block => PrimalStructure.IsSparse(reduced, block));
        return OfSolve(problem, reduced, analysis.EstimateBytes(reduced), saved);
    }

    private static MemoryEstimate OfSolve(SdpProblem problem, SdpProblem reduced, double schurBytes, double saved)
    {
        double working = (sizeof(double) * ((WorkingMatrices * Stored(reduced)) - saved)) + schurBytes;
        return new MemoryEstimate(Math.Max(working, OfData(problem).Bytes + (sizeof(double) * 2.0 * Stored(reduced))));
    }

    /// <summary>Refuses a problem that needs more than <see cref="SolverSettings.MemoryLimit"/>.</summary>
    /// <exception cref="InsufficientMemoryException">It does; the message says what to do.</exception>
    internal void ThrowIfAbove(long? limit)
    {
        if (Bytes <= (limit ?? NotWorthAsking))
        {
            return;
        }

        double allowed = limit ?? AvailableMemory.Find(Bytes);
        if (Bytes > allowed)
        {
            string advice = limit is null ? "are free; end other programs, or use a machine with more memory" : "are what SolverSettings.MemoryLimit allows";
            throw new InsufficientMemoryException(string.Create(
                CultureInfo.InvariantCulture, $"The problem needs about {Math.Ceiling(Bytes / Mebibyte):F0} MiB of memory; {Math.Floor(allowed / Mebibyte):F0} MiB {advice}."));
        }
    }

    private static double Stored(SdpProblem problem) => Stored(problem, _ => true);

    private static double Stored(SdpProblem problem, Func<int, bool> isCounted)
    {
        double stored = 0.0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            stored += isCounted(b) ? problem.Blocks[b].StoredLength : 0.0;
        }

        return stored;
    }
}
