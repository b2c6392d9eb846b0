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
}
