namespace SdpKit.SchurSystem;

/// <summary>Represents the part scale (e_h w' + w e_h') of a coefficient matrix.</summary>
/// <param name="Hub">h.</param>
/// <param name="Vector">The number of w among the vectors of the block.</param>
/// <param name="Scale">The scale.</param>
internal readonly record struct HubPart(int Hub, int Vector, double Scale);
