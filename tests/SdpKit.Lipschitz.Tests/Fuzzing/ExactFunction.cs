namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>Computes networks with piecewise linear activations in exact arithmetic.</summary>
internal static class ExactFunction
{
    public static bool CanCompute(Network network) => network.Layers.All(layer => IsPiecewiseLinear(layer.Activation));

    public static DyadicNumber[] Evaluate(Network network, DyadicNumber[] input)
    {
        DyadicNumber[] values = input;
        foreach (DenseLayer layer in network.Layers)
        {
            DyadicNumber[] before = values;
            values = [.. Enumerable.Range(0, layer.OutputSize).Select(i =>
            {
                DyadicNumber sum = layer.Bias.IsEmpty ? 0.0 : layer.Bias[i];
                for (int j = 0; j < layer.InputSize; j++)
                {
                    sum += before[j] * layer.Row(i)[j];
                }

                return sum.Sign >= 0 ? sum : sum * SlopeBelowZero(layer.Activation);
            })];
        }

        return values;
    }

    /// <summary>Selects the outputs that a bound is for.</summary>
    public static DyadicNumber[] Select(DyadicNumber[] outputs, OutputSelection selection) => selection switch
    {
        { Index: { } index, Subtracted: { } other } => [outputs[index] - outputs[other]],
        { Index: { } index } => [outputs[index]],
        _ => outputs,
    };

    public static DyadicNumber SquaredDistance(DyadicNumber[] x, DyadicNumber[] y) =>
        x.Zip(y, (a, b) => (a - b) * (a - b)).Aggregate((DyadicNumber)0.0, (sum, square) => sum + square);

    private static bool IsPiecewiseLinear(Activation activation) => activation.Name is "identity" or "relu" || activation.Name.StartsWith("leaky_relu", StringComparison.Ordinal);

    private static double SlopeBelowZero(Activation activation) => activation.Derivative(-1.0);
}
