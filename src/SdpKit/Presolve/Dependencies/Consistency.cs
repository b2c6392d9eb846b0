namespace SdpKit.Presolve.Dependencies;

/// <summary>Says what a dependency of rows means for the numbers that belong to them (c for variables, b for equalities).</summary>
internal enum Consistency
{
    /// <summary>The numbers fulfil the dependency: the spanned row may go.</summary>
    Consistent,

    /// <summary>They do not, clearly: the dependency is a ray that proves infeasibility.</summary>
    Inconsistent,

    /// <summary>Rounding of the data may be all that is wrong: the row stays.</summary>
    Unclear,
}
