namespace SdpKit.Lipschitz;

/// <summary>Represents the options of a certification. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record CertifyOptions
{
    /// <summary>Gets how the bound is found.</summary>
    /// <value>The default is <see cref="LipschitzMethod.Neuron"/>.</value>
    public LipschitzMethod Method { get; init; } = LipschitzMethod.Neuron;

    /// <summary>Gets the number of sub-networks that are bounded one by one and whose bounds are multiplied: a looser bound in less time.</summary>
    /// <value>The default is 1; at least 1. More than there are layers is one for each layer.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int Parts
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Parts), value, "The number of parts must be at least 1.");
    } = 1;

    /// <summary>Gets which outputs the bound is for.</summary>
    /// <value>The default is all outputs, as a vector.</value>
    public OutputSelection Output { get; init; } = OutputSelection.All;

    /// <summary>Gets the number of threads. The answer is the same to the last bit whatever it is.</summary>
    /// <value>The default is the number of processors; between 1 and 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get;
        init => field = CheckedOption.Threads(value);
    } = Environment.ProcessorCount;

    /// <summary>Gets the time after which a solve ends with its best point, which is then proved.</summary>
    /// <value>The default is <see cref="Timeout.InfiniteTimeSpan"/>; otherwise positive.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, or negative and not infinite.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init => field = CheckedOption.TimeLimit(value);
    } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets a value indicating whether the product bound is proved, too; where it is less, it is the bound.</summary>
    /// <value>The default is true.</value>
    public bool FindsProductBound { get; init; } = true;

    /// <summary>Gets a value indicating whether a lower bound is looked for, too.</summary>
    /// <value>The default is true.</value>
    public bool FindsLowerBound { get; init; } = true;
}
