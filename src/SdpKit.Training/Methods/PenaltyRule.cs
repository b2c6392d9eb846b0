using SdpKit.Lipschitz;
using SdpKit.Training.Projection;

namespace SdpKit.Training.Methods;

/// <summary>Chooses the penalty sigma from the force of the loss against the bound, g, and how far the bound moves the weights, d: sigma = c (g / d) R^(k / (K - 1)) in iteration k of K.</summary>
/// <remarks>
/// c (g / d) has the units of a penalty: a loss times a gives a penalty times a. A small start lets the trained weights, and with them the multipliers, move away from the bound; the ramp brings both copies of the
/// weights together by the end. Of the values tried on held-out points of iris, a regression, 8 x 8 digits and MNIST, c from 0.01 to 0.02 with R from 10 to 30 are the same within chance and right on each.
/// </remarks>
internal sealed class PenaltyRule(ILossUpdate lossUpdate, int iterations)
{
    private const double First = 0.01;
    private const double Ramp = 10.0;

    /// <summary>Weights that are moved by less than this, relative to their norm, are as good as within the bound.</summary>
    private const double Touch = 1e-3;

    /// <summary>Gets what the penalty is multiplied by from one iteration to the next.</summary>
    public double Growth => Math.Pow(Ramp, 1.0 / Math.Max(1, iterations - 1));

    /// <summary>Measures the penalty of an iteration; 0 where the bound does not touch the weights, so that nothing has to hold them.</summary>
    /// <param name="trained">The network with the weights W.</param>
    /// <param name="certified">The network with the weights Wbar that W is moved to.</param>
    /// <param name="iteration">The iteration that the penalty is for, from 0.</param>
    public double Measure(Network trained, Network certified, int iteration)
    {
        double distance = WeightNorms.Distance(trained, certified);
        if (distance <= Touch * WeightNorms.Of(certified))
        {
            return 0.0;
        }

        double penalty = First * lossUpdate.MeasureGradient(certified) / distance * Math.Pow(Growth, iteration);
        return double.IsFinite(penalty) ? penalty : 0.0;
    }

    /// <summary>Measures the first penalty where L is free: between the network and the one with half its weights, for how far the bound moves it is not known before there is a penalty.</summary>
    public double MeasureFree(Network trained) => Measure(trained, WeightMatrices.Map(trained, (_, _, weight) => 0.5 * weight), 0);
}
