using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Presolve.Faces;

namespace SdpKit.InteriorPoint;

/// <summary>Chooses multiples of the identity that are large against the data (Toh, Todd, Tütüncü, "SDPT3", 1999, section 3.4).</summary>
internal static class StartingPoint
{
    /// <summary>How many times further out X starts where the solutions are far away or at infinity: there it halves the iterations; elsewhere it would cost one to five.</summary>
    public const double FarOutPrimal = 1e4;

    /// <summary>The same for Y.</summary>
    public const double FarOutDual = 10.0;

    /// <summary>Sets x = 0, v = 0 and, block by block,</summary>
    /// <remarks>
    /// <code>
    /// X = max(10, sqrt n, ||F_0||_F, max_i ||F_i||_F) I         Y = max(10, sqrt n, sqrt n max_i (1+|c_i|)/(1+||F_i||_F)) I
    /// </code>
    /// with the norms of the block's own part of the matrices. Where a block is written in the basis P of a face (<see cref="FaceBasis"/>), an orthonormal basis would have the
    /// better identity. Its images and its norms of low-rank matrices are taken:
    /// <code>
    /// P'P = I + hh'  for X        (P'P)^-1 = I - hh' / (1 + h'h)  for Y and in inner products
    /// </code>
    /// </remarks>
    /// <param name="presolved">The problem.</param>
    /// <param name="norms">The norms of its reduced coefficient matrices.</param>
    /// <param name="point">The point to set.</param>
    /// <param name="isFarOut">Whether X and Y are <see cref="FarOutPrimal"/> and <see cref="FarOutDual"/> times as large.</param>
    /// <param name="context">The threads.</param>
    public static void Set(PresolvedProblem presolved, CoefficientNorms norms, Iterate point, bool isFarOut, KernelContext context)
    {
        SdpProblem problem = presolved.Reduced;
        point.Variables.AsSpan().Clear();
        point.Multipliers.AsSpan().Clear();
        point.IsPrimalExact = false;
        var primal = new double[problem.Blocks.Length];
        var dual = new double[problem.Blocks.Length];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            (primal[b], dual[b]) = Scales(problem, b, presolved.Face(b), norms);
            (primal[b], dual[b]) = isFarOut ? (FarOutPrimal * primal[b], FarOutDual * dual[b]) : (primal[b], dual[b]);
        }

        int last = problem.Blocks.Length - 1;
        bool hasDiagonal = point.Primal.DiagonalOrder > 0;
        point.Primal.SetScaledIdentity(primal, hasDiagonal ? primal[last] : 0.0, context);
        point.Dual.SetScaledIdentity(dual, hasDiagonal ? dual[last] : 0.0, context);
        for (int b = 0; b < point.Primal.SemidefiniteCount; b++)
        {
            if (presolved.Face(b) is { } basis && point.Primal.TryAddRankOne(b, primal[b], basis.Hub))
            {
                point.Dual.AddRankOne(b, -dual[b] / (1.0 + basis.HubSquare), basis.Hub);
            }
        }
    }

    private static (double Primal, double Dual) Scales(SdpProblem problem, int index, FaceBasis? basis, CoefficientNorms norms)
    {
        SdpBlock block = problem.Blocks[index];
        BlockCoefficients coefficients = problem.Coefficients[index];
        double rootOfOrder = block.Kind == BlockKind.Diagonal ? 1.0 : Math.Sqrt(block.Order);
        double primal = Math.Max(Math.Max(10.0, Math.Sqrt(block.Order)), CoefficientNorms.OfConstant(coefficients, block.Order, basis));
        double dual = Math.Max(10.0, Math.Sqrt(block.Order));
        foreach ((int variable, double norm) in basis is null ? norms.Blocks[index] : CoefficientNorms.Of(coefficients, block.Order, basis))
        {
            primal = Math.Max(primal, norm);
            dual = Math.Max(dual, rootOfOrder * (1.0 + Math.Abs(problem.Objective[variable])) / (1.0 + norm));
        }

        return (primal, dual);
    }
}
