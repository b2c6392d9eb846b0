namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Holds a symmetric tridiagonal matrix under iteration and knows how to test and to sweep it.</summary>
internal interface ITridiagonalSweep
{
    /// <summary>Sets the coupling of entries <paramref name="i"/> and <paramref name="i"/> + 1 to zero if it is negligible; false if it is not.</summary>
    bool TrySplit(int i);

    /// <summary>Does one shifted implicit QL sweep from <paramref name="bottom"/> to <paramref name="top"/>, where an eigenvalue is to emerge.</summary>
    /// <param name="top">The end of an unreduced part.</param>
    /// <param name="bottom">Its other end.</param>
    /// <param name="direction">The sign of bottom - top; with -1 the sweep is QL on the part in reverse order, which is QR.</param>
    void Sweep(int top, int bottom, int direction);
}
