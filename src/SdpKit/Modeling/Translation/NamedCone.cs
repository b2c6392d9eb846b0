using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a cone constraint of an expanded model.</summary>
/// <param name="Names">Its name in messages; of a row of scalar constraints the names of all.</param>
/// <param name="Cone">What is required.</param>
/// <param name="Source">The constraint of the caller that it stands for; itself where there is none.</param>
internal readonly record struct NamedCone(CompactArray<string> Names, ConeConstraint Cone, Constraint Source);
