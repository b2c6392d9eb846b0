using System.Collections.Immutable;

namespace SdpKit.Training.Optimizers;

/// <summary>Moves parameters against a gradient. Keeps what it learns from one step to the next; not thread-safe.</summary>
internal abstract class Optimizer
{
    public static Optimizer Of(OptimizerKind kind, int parameterCount) => kind switch
    {
        OptimizerKind.GradientDescent => new GradientDescent(),
        OptimizerKind.Adam => new Adam(parameterCount),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, "There is no such optimizer."),
    };

    public abstract void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate);

    /// <summary>Gets what was learnt.</summary>
    public abstract ImmutableArray<double> Save();

    /// <summary>Takes what <see cref="Save"/> gave.</summary>
    /// <exception cref="ArgumentException">It has another length.</exception>
    public void Restore(ImmutableArray<double> state)
    {
        int length = Save().Length;
        if (state.IsDefault || state.Length != length)
        {
            throw new ArgumentException($"The state of the optimizer is {length} numbers.", nameof(state));
        }

        Load(state.AsSpan());
    }

    protected abstract void Load(ReadOnlySpan<double> state);
}
