namespace SdpKit.Presolve;

/// <summary>Represents x, X, Y and v of one problem.</summary>
/// <param name="Variables">x, of length m.</param>
/// <param name="PrimalMatrix">X.</param>
/// <param name="DualMatrix">Y.</param>
/// <param name="Multipliers">v, one entry an equality.</param>
internal sealed record PrimalDualPoint(double[] Variables, SymmetricBlockMatrix PrimalMatrix, SymmetricBlockMatrix DualMatrix, double[] Multipliers);
