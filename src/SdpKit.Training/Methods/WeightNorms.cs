using SdpKit.Lipschitz;

namespace SdpKit.Training.Methods;

/// <summary>Computes Frobenius norms over the weights of all layers, without biases.</summary>
internal static class WeightNorms
{
    public static double Of(Network network) => Math.Sqrt(network.Layers.Sum(layer => layer.Weights.Sum(weight => weight * weight)));

    public static double Distance(Network a, Network b)
    {
        double sum = 0.0;
        for (int l = 0; l < a.Layers.Length; l++)
        {
            for (int i = 0; i < a.Layers[l].Weights.Length; i++)
            {
                double difference = a.Layers[l].Weights[i] - b.Layers[l].Weights[i];
                sum += difference * difference;
            }
        }

        return Math.Sqrt(sum);
    }
}
