namespace SdpKit.InteriorPoint;

/// <summary>Chooses multiples of the identity that are large against the data (Toh, Todd, Tütüncü, "SDPT3", 1999, section 3.4).</summary>
internal static class StartingPoint
{
    /// <summary>Sets x = 0, v = 0 and, block by block,</summary>
    /// <remarks>
    /// <code>
    /// X = max(10, sqrt n, ||F_0||_F, max_i ||F_i||_F) I         Y = max(10, sqrt n, sqrt n max_i (1+|c_i|)/(1+||F_i||_F)) I
    /// </code>
    /// with the norms of the block's own part of the matrices.
    /// </remarks>
    public static void Set(SdpProblem problem, Iterate point)
    {
        point.Variables.AsSpan().Clear();
        point.Multipliers.AsSpan().Clear();
        point.IsPrimalExact = false;
        var primal = new double[problem.Blocks.Length];
        var dual = new double[problem.Blocks.Length];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            SdpBlock block = problem.Blocks[b];
            double rootOfOrder = block.Kind == BlockKind.Diagonal ? 1.0 : Math.Sqrt(block.Order);
            (double constant, double[] norms, int[] variables) = CoefficientNorms.Of(problem.Coefficients[b], block);
            primal[b] = Math.Max(Math.Max(10.0, Math.Sqrt(block.Order)), constant);
            dual[b] = Math.Max(10.0, Math.Sqrt(block.Order));
            for (int k = 0; k < norms.Length; k++)
            {
                primal[b] = Math.Max(primal[b], norms[k]);
                dual[b] = Math.Max(dual[b], rootOfOrder * (1.0 + Math.Abs(problem.Objective[variables[k]])) / (1.0 + norms[k]));
            }
        }

        int last = problem.Blocks.Length - 1;
        bool hasDiagonal = point.Primal.DiagonalOrder > 0;
        point.Primal.SetScaledIdentity(primal, hasDiagonal ? primal[last] : 0.0);
        point.Dual.SetScaledIdentity(dual, hasDiagonal ? dual[last] : 0.0);
    }
}
