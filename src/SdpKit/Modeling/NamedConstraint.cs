using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents a constraint of a model.</summary>
/// <param name="Names">Its name in messages; of a row of scalar constraints (<see cref="ScalarConstraintRow"/>) the names of all.</param>
/// <param name="Constraint">What is required.</param>
internal readonly record struct NamedConstraint(CompactArray<string> Names, Constraint Constraint);
