namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>
/// One sweep of plane rotations on the columns of a matrix: rotation k, (c, s), takes columns p = First - k Direction and q, one further, to
/// (c p + s q, c q - s p).
/// </summary>
internal readonly record struct RotationSweep(int First, int Direction, int Count);
