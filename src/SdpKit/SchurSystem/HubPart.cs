namespace SdpKit.SchurSystem;

/// <summary>Represents the part scale (e_h w' + w e_h') of a coefficient matrix.</summary>
/// <param name="Hub">h.</param>
/// <param name="Vector">The number of w among the vectors of the block, or the complement of i for the unit vector e_i.</param>
/// <param name="Scale">The scale.</param>
internal readonly record struct HubPart(int Hub, int Vector, double Scale)
{
    /// <summary>Gets the number by which <see cref="Vector"/> names a unit vector.</summary>
    public static int UnitVector(int index) => ~index;
}
