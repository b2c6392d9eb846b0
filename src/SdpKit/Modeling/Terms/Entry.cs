namespace SdpKit.Modeling.Terms;

/// <summary>Represents a product that is added to one entry of an expression.</summary>
/// <param name="Row">The row of the entry.</param>
/// <param name="Column">The column of the entry.</param>
/// <param name="Variable">The scalar variable; -1 for none.</param>
/// <param name="Parameter">The scalar parameter; -1 for none.</param>
/// <param name="Value">The number.</param>
internal readonly record struct Entry(int Row, int Column, int Variable, int Parameter, double Value)
{
    /// <summary>Evaluates what multiplies the variable.</summary>
    public double Weight(ReadOnlySpan<double> parameters) => Parameter < 0 ? Value : Value * parameters[Parameter];
}
