using SdpKit.Lipschitz.Chains;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Looks for a point where the Jacobian is large: random points, then steps along and against the direction that the best point's Jacobian stretches most.</summary>
internal static class JacobianAscent
{
    private const int RandomPoints = 12;

    private const int MaxSteps = 60;

    private const int RoughIterations = 12;

    private const int FineIterations = 200;

    private const int MaxProofs = 5;

    /// <summary>About how many products of a weight with a number the search takes; at least a few points are tried.</summary>
    private const double Effort = 1e8;

    /// <summary>Searches; null where no point with a derivative was found.</summary>
    /// <param name="network">The network.</param>
    /// <param name="selection">Which outputs the Jacobian is of.</param>
    /// <param name="gains">Lipschitz bounds of the first layers, for <see cref="JacobianEnclosure"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static JacobianPoint? Search(Network network, OutputSelection selection, double[] gains, CancellationToken cancellationToken)
    {
        Network selected = selection.ApplyTo(network);
        var product = new SlopeProduct([.. selected.Layers.Select((layer, l) => ChainLayer.Of(layer, l).Weights)]);
        double weights = selected.Layers.Sum(layer => (double)layer.InputSize * layer.OutputSize);
        int trials = (int)Math.Clamp(Effort / (2.0 * RoughIterations * weights), 4.0, RandomPoints + (2.0 * MaxSteps));
        var random = new Random(1);
        var best = new Candidate(0.0, new double[network.InputSize], [.. Enumerable.Range(0, network.InputSize).Select(_ => Normal(random))]);
        var found = new Stack<Candidate>();
        double step = 1.0;
        for (int trial = 0; trial < trials; trial++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isRandom = trial < RandomPoints || best.Norm == 0.0;
            double sign = trial % 2 == 0 ? step : -step;
            double[] point = [.. best.Point.Select((value, i) => isRandom ? Normal(random) : value + (sign * best.Direction[i]) + (0.1 * step * Normal(random)))];
            double[] direction = [.. best.Direction];
            double norm = product.Norm(Slopes(selected, point), ref direction, RoughIterations);
            if (norm > best.Norm)
            {
                best = new Candidate(norm, point, direction);
                found.Push(best);
            }
            else if (!isRandom && trial % 2 == 1)
            {
                step *= step > 1e-3 ? 0.7 : 1e4;
            }
        }

        // At the best point a kink may be too near; the one before it is about as good.
        return found.Take(MaxProofs).Select(candidate => Proved(selected, product, gains, candidate, cancellationToken)).FirstOrDefault(point => point is not null);
    }

    private static JacobianPoint? Proved(Network network, SlopeProduct product, double[] gains, Candidate candidate, CancellationToken cancellationToken)
    {
        double[] direction = candidate.Direction;
        product.Norm(Slopes(network, candidate.Point), ref direction, FineIterations);
        double below = JacobianEnclosure.NormBelow(network, gains, candidate.Point, direction);
        below = below > 0.0 ? below : ExactJacobian.NormBelow(network, candidate.Point, direction, cancellationToken);
        return below > 0.0 ? new JacobianPoint(below, [.. candidate.Point]) : null;
    }

    private static double[][] Slopes(Network network, double[] point)
    {
        var slopes = new double[network.Layers.Length][];
        double[] current = point;
        for (int l = 0; l < slopes.Length; l++)
        {
            Activation activation = network.Layers[l].Activation;
            double[] before = network.Layers[l].Affine(current);
            slopes[l] = [.. before.Select(activation.Derivative)];
            current = [.. before.Select(activation.Evaluate)];
        }

        return slopes;
    }

    /// <summary>Draws from the standard normal distribution (Box and Muller).</summary>
    private static double Normal(Random random) => Math.Sqrt(-2.0 * Math.Log(1.0 - random.NextDouble())) * Math.Cos(Math.Tau * random.NextDouble());

    private sealed record Candidate(double Norm, double[] Point, double[] Direction);
}
