using System.Collections.Immutable;

namespace SdpKit.Training.Optimizers;

/// <summary>x -= rate * g.</summary>
internal sealed class GradientDescent : Optimizer
{
    public override void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        for (int i = 0; i < parameters.Length; i++)
        {
            parameters[i] -= learningRate * gradient[i];
        }
    }

    public override ImmutableArray<double> Save() => [];

    protected override void Load(ReadOnlySpan<double> state)
    {
    }
}
