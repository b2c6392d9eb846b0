namespace SdpKit.Modeling;

/// <summary>Represents a constraint of a model.</summary>
/// <param name="Name">Its name in messages.</param>
/// <param name="Constraint">What is required.</param>
internal readonly record struct NamedConstraint(string Name, Constraint Constraint);
