namespace SdpKit.Training;

/// <summary>Says what ADMM training does about the Lipschitz bound L of the network. Immutable and thread-safe.</summary>
public readonly record struct LipschitzGoal
{
    private LipschitzGoal(double? bound, double? weight) => (Bound, Weight) = (bound, weight);

    /// <summary>Gets the bound that is enforced; null where L is regularised.</summary>
    public double? Bound { get; }

    /// <summary>Gets the weight mu of L^2 in the objective; null where a bound is enforced.</summary>
    public double? Weight { get; }

    /// <summary>Enforces L &lt;= bound for each network on the way (the paper's second method).</summary>
    /// <param name="bound">The bound, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not.</exception>
    public static LipschitzGoal Enforce(double bound) => new(Checked(bound, nameof(bound)), null);

    /// <summary>Adds weight * L^2 to the loss (the paper's first method).</summary>
    /// <param name="weight">mu, positive and finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The weight is not.</exception>
    public static LipschitzGoal Regularize(double weight) => new(null, Checked(weight, nameof(weight)));

    private static double Checked(double value, string parameter) =>
        value > 0.0 && double.IsFinite(value) ? value : throw new ArgumentOutOfRangeException(parameter, value, "The value must be positive and finite.");
}
