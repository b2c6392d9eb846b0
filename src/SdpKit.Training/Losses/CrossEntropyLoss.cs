namespace SdpKit.Training.Losses;

/// <summary>The cross-entropy of softmax outputs; the largest logit is subtracted first, so that nothing overflows.</summary>
internal sealed class CrossEntropyLoss : Loss
{
    /// <summary>Logits whose probabilities are the frequencies of the classes.</summary>
    private protected override double[] BestAnswer(double[] targetMeans) => [.. targetMeans.Select(frequency => Math.Log(frequency))];

    internal override double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, int size, Span<double> gradient)
    {
        int count = outputs.Length / size;
        double loss = 0.0;
        for (int k = 0; k < count; k++)
        {
            ReadOnlySpan<double> logits = outputs.Slice(k * size, size);
            ReadOnlySpan<double> target = targets.Slice(k * size, size);
            Span<double> derivative = gradient.Slice(k * size, size);
            double largest = double.NegativeInfinity;
            foreach (double logit in logits)
            {
                largest = Math.Max(largest, logit);
            }

            double sum = 0.0;
            for (int i = 0; i < size; i++)
            {
                derivative[i] = Math.Exp(logits[i] - largest);
                sum += derivative[i];
            }

            double logarithm = Math.Log(sum);
            for (int i = 0; i < size; i++)
            {
                loss += target[i] == 0.0 ? 0.0 : target[i] * (logarithm - (logits[i] - largest));
                derivative[i] = ((derivative[i] / sum) - target[i]) / count;
            }
        }

        return loss / count;
    }
}
