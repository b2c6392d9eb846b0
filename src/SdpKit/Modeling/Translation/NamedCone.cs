namespace SdpKit.Modeling.Translation;

/// <summary>Represents a cone constraint of an expanded model.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Cone">What is required.</param>
/// <param name="Source">The constraint of the caller that it stands for; itself where there is none.</param>
internal readonly record struct NamedCone(string Name, ConeConstraint Cone, Constraint Source);
