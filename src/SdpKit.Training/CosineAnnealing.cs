namespace SdpKit.Training;

/// <summary>A schedule of the learning rate along half a cosine (Loshchilov, Hutter 2017, without restarts), down to a 500th. Stateless and thread-safe.</summary>
public static class CosineAnnealing
{
    private const double Last = 0.002;

    /// <summary>Computes what the learning rate is multiplied by.</summary>
    /// <param name="iteration">The iteration, from 0.</param>
    /// <param name="count">The number of iterations.</param>
    /// <returns>From 1 down to nearly 0.002.</returns>
    public static double Factor(int iteration, int count) => Last + (0.5 * (1.0 - Last) * (1.0 + Math.Cos(Math.PI * iteration / count)));
}
