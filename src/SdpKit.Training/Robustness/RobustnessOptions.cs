using System.Collections.Immutable;

namespace SdpKit.Training.Robustness;

/// <summary>Represents the options of an evaluation of robustness. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record RobustnessOptions
{
    /// <summary>Gets the standard deviations of normal noise; uniform noise is four times as wide.</summary>
    /// <value>The default is that of arXiv 2005.02929: 0 to 0.5. Finite, not negative, ascending.</value>
    /// <exception cref="ArgumentException">The levels are not.</exception>
    public ImmutableArray<double> Deviations
    {
        get;
        init => field = Checked(value, nameof(Deviations));
    } = [0.0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5];

    /// <summary>Gets how far attacks move points, and what is proved.</summary>
    /// <value>The default is 0 to 2. Finite, not negative, ascending.</value>
    /// <exception cref="ArgumentException">The levels are not.</exception>
    public ImmutableArray<double> Radii
    {
        get;
        init => field = Checked(value, nameof(Radii));
    } = [0.0, 0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0];

    /// <summary>Gets the number of values whose mean each value of a point is, such as 4 pixels: noise is added before and after this pooling.</summary>
    /// <value>The default is 1, no pooling; positive.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public int Pooled
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(Pooled), value, "The number of values must be positive.");
    } = 1;

    /// <summary>Gets the number of projected gradient steps.</summary>
    /// <value>The default is 20; at least 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public int AttackSteps
    {
        get;
        init => field = value >= 1 ? value : throw new ArgumentOutOfRangeException(nameof(AttackSteps), value, "The number of steps must be at least 1.");
    } = 20;

    /// <summary>Gets the seed of the noise.</summary>
    /// <value>The default is 0.</value>
    public uint Seed { get; init; }

    /// <summary>Gets the number of threads. The answer is the same to the last bit whatever it is.</summary>
    /// <value>The default is the number of processors; between 1 and 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get;
        init => field = CheckedOption.Threads(value);
    } = Environment.ProcessorCount;

    private static ImmutableArray<double> Checked(ImmutableArray<double> levels, string parameter) =>
        !levels.IsDefault && levels.All(level => level >= 0.0 && double.IsFinite(level)) && levels.SequenceEqual(levels.Order())
            ? levels
            : throw new ArgumentException("Levels must be finite, not negative and ascending.", parameter);
}
