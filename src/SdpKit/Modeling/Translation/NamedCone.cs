namespace SdpKit.Modeling.Translation;

/// <summary>Represents a cone constraint of an expanded model.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Cone">What is required.</param>
internal sealed record NamedCone(string Name, ConeConstraint Cone);
