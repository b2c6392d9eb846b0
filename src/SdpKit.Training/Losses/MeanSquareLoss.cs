namespace SdpKit.Training.Losses;

/// <summary>The mean of squared differences.</summary>
internal sealed class MeanSquareLoss : Loss
{
    private protected override double[] BestAnswer(double[] targetMeans) => targetMeans;

    internal override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, int size, Span<double> gradient)
    {
        double sum = 0.0;
        for (int i = 0; i < outputs.Length; i++)
        {
            double difference = outputs[i] - targets[i];
            sum += difference * difference;
            gradient[i] = 2.0 * difference / outputs.Length;
        }

        return sum / outputs.Length;
    }
}
