namespace SdpKit.Presolve;

/// <summary>Represents x, X, Y and v of one problem.</summary>
/// <param name="Variables">x, of length m.</param>
/// <param name="PrimalMatrix">X.</param>
/// <param name="DualMatrix">Y.</param>
/// <param name="Multipliers">v, one entry an equality.</param>
internal sealed record PrimalDualPoint(double[] Variables, SymmetricBlockMatrix PrimalMatrix, SymmetricBlockMatrix DualMatrix, double[] Multipliers)
{
    /// <summary>Makes the point with nothing but zeros.</summary>
    public static PrimalDualPoint Zero(SdpProblem problem) =>
        new(new double[problem.VariableCount], new SymmetricBlockMatrix(problem.Blocks), new SymmetricBlockMatrix(problem.Blocks), new double[problem.Equalities.RowCount]);
}
