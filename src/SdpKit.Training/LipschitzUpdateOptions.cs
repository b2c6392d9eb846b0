namespace SdpKit.Training;

/// <summary>Represents the options of a Lipschitz update. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record LipschitzUpdateOptions
{
    /// <summary>Gets the relative violation of the optimality conditions to reach. The bound holds whatever it is.</summary>
    /// <value>The default is 1e-8; positive and below 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public double Tolerance
    {
        get;
        init => field = value is > 0.0 and < 1.0 ? value : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance must lie between 0 and 1.");
    } = 1e-8;

    /// <summary>Gets the number of iterations after which a projection ends with what it has, which holds the bound.</summary>
    /// <value>The default is 5000; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int MaxIterations
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(MaxIterations), value, "The number of iterations must be at least 1.");
    } = 5000;

    /// <summary>Gets the number of threads. The answer is the same to the last bit whatever it is.</summary>
    /// <value>The default is the number of processors; between 1 and 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get;
        init => field = CheckedOption.Threads(value);
    } = Environment.ProcessorCount;
}
