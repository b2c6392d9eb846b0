using System.Collections.Immutable;

namespace SdpKit.Training.Optimizers;

/// <summary>Adam (Kingma, Ba 2015, algorithm 1) with the authors' constants.</summary>
internal sealed class Adam(int parameterCount) : Optimizer
{
    private const double MeanDecay = 0.9;
    private const double SquareDecay = 0.999;
    private const double Epsilon = 1e-8;

    private readonly double[] _means = new double[parameterCount];
    private readonly double[] _squares = new double[parameterCount];
    private double _meanPower = 1.0;
    private double _squarePower = 1.0;

    public override void Step(Span<double> parameters, ReadOnlySpan<double> gradient, double learningRate)
    {
        _meanPower *= MeanDecay;
        _squarePower *= SquareDecay;
        double step = learningRate / (1.0 - _meanPower);
        double scale = 1.0 / Math.Sqrt(1.0 - _squarePower);
        for (int i = 0; i < parameters.Length; i++)
        {
            double g = gradient[i];
            double m = _means[i] = (MeanDecay * _means[i]) + ((1.0 - MeanDecay) * g);
            double v = _squares[i] = (SquareDecay * _squares[i]) + ((1.0 - SquareDecay) * g * g);
            parameters[i] -= step * m / ((scale * Math.Sqrt(v)) + Epsilon);
        }
    }

    public override ImmutableArray<double> Save() => [.. _means, .. _squares, _meanPower, _squarePower];

    protected override void Load(ReadOnlySpan<double> state)
    {
        state[.._means.Length].CopyTo(_means);
        state.Slice(_means.Length, _squares.Length).CopyTo(_squares);
        (_meanPower, _squarePower) = (state[^2], state[^1]);
    }
}
