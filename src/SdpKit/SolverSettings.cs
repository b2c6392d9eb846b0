namespace SdpKit;

/// <summary>Represents the settings of a solve. Immutable and thread-safe; vary one with a <c>with</c> expression.</summary>
public sealed record SolverSettings
{
    /// <summary>Gets the largest of the six DIMACS errors at which a solution is Optimal.</summary>
    /// <value>The default is 1e-7; between 1e-15 and 1.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range or not a number.</exception>
    public double Tolerance
    {
        get;
        init => field = value is >= 1e-15 and <= 1.0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(Tolerance), value, "The tolerance must lie between 1e-15 and 1.");
    } = 1e-7;

    /// <summary>Gets the largest number of interior-point iterations.</summary>
    /// <value>The default is 200; at least 0.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative.</exception>
    public int MaxIterations
    {
        get;
        init => field = value >= 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MaxIterations), value, "The iteration limit must not be negative.");
    } = 200;

    /// <summary>Gets the time after which the best iterate is returned.</summary>
    /// <value>The default is <see cref="Timeout.InfiniteTimeSpan"/>; otherwise positive.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is zero, or negative and not infinite.</exception>
    public TimeSpan TimeLimit
    {
        get;
        init => field = CheckedOption.TimeLimit(value);
    } = Timeout.InfiniteTimeSpan;

    /// <summary>Gets the largest number of threads that any part of the solve has, the caller's included. The answer is the same to the last bit whatever it is.</summary>
    /// <value>The default is the number of processors; between 1 and 1024.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is outside its range.</exception>
    public int Threads
    {
        get;
        init => field = CheckedOption.Threads(value);
    } = Environment.ProcessorCount;

    /// <summary>Gets the number of bytes a solve may take; a problem whose estimate is above it is refused before anything is allocated.</summary>
    /// <value>The default is null, for what is free in the machine, or in the container where that has a limit, when the solve begins; otherwise positive.</value>
    /// <exception cref="ArgumentOutOfRangeException">The value is not positive.</exception>
    public long? MemoryLimit
    {
        get;
        init => field = value is null or > 0
            ? value
            : throw new ArgumentOutOfRangeException(nameof(MemoryLimit), value, "The memory limit must be positive.");
    }

    /// <summary>Gets the library that large dense products and factorisations are left to, or null for SdpKit's own kernels.</summary>
    /// <value>The default is null, and usually as fast. With a library, the bits of the answer may depend on the number of threads; see <see cref="DenseBackend"/>.</value>
    public DenseBackend? Backend { get; init; }

    /// <summary>Gets the writer that receives a table of the iterations, or null for silence.</summary>
    /// <value>The default is null.</value>
    public TextWriter? Log { get; init; }
}
