namespace SdpKit.SchurSystem;

/// <summary>Computes the diagonal D for which D K D has a unit diagonal, K positive semidefinite.</summary>
internal static class UnitScaling
{
    /// <summary>Replaces the diagonal of K by D; where it is zero, so are the row and the column, and D is 1.</summary>
    public static void FromDiagonal(Span<double> diagonal)
    {
        for (int i = 0; i < diagonal.Length; i++)
        {
            diagonal[i] = diagonal[i] > 0.0 ? 1.0 / Math.Sqrt(diagonal[i]) : 1.0;
        }
    }
}
