namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Looks for a point where the Jacobian is large: from several starts that keep neurons active, steps along the smoothed gradient and at random, the last ones from the best point.</summary>
internal sealed class JacobianAscent
{
    private const int LeastTrials = 24;
    private const int MaxTrials = 600;

    /// <summary>The trials of each start.</summary>
    private const int ClimbTrials = 20;

    /// <summary>Steps of the power method: towards a start, for a trial, and where the norm itself is wanted.</summary>
    private const int StartIterations = 8;
    private const int RoughIterations = 8;
    private const int FineIterations = 200;

    /// <summary>So many of the best points are tried before no bound is returned.</summary>
    private const int MaxProofs = 5;

    /// <summary>About how many products of a weight with a number the search takes; at least some trials are made.</summary>
    private const double Effort = 5e7;

    private readonly Network _network;
    private readonly SlopeProduct _product;
    private readonly Random _random = new(1);
    private readonly Stack<Candidate> _found = new();

    private JacobianAscent(Network network)
    {
        _network = network;
        _product = SlopeProduct.Of(network);
    }

    /// <summary>Searches; null where no point with a derivative was found.</summary>
    /// <param name="network">The network.</param>
    /// <param name="selection">Which outputs the Jacobian is of.</param>
    /// <param name="gains">Lipschitz bounds of the first layers, for <see cref="JacobianEnclosure"/>.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    public static JacobianPoint? Search(Network network, OutputSelection selection, double[] gains, CancellationToken cancellationToken)
    {
        var ascent = new JacobianAscent(selection.ApplyTo(network));
        ascent.Climb(cancellationToken);

        // At the best point a kink may be too near; the one before it is about as good.
        return ascent._found.Take(MaxProofs).Select(candidate => ascent.Proved(candidate, gains, cancellationToken)).FirstOrDefault(point => point is not null);
    }

    private void Climb(CancellationToken cancellationToken)
    {
        double weights = _network.Layers.Sum(layer => (double)layer.InputSize * layer.OutputSize);
        int trials = (int)Math.Clamp(Effort / (2.0 * RoughIterations * weights), LeastTrials, MaxTrials);
        var current = new Candidate(0.0, [], [], null!);
        double step = 1.0;
        for (int trial = 0; trial < trials; trial++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            bool isLast = 3 * trial > 2 * trials;
            if (!isLast && trial % ClimbTrials == 0)
            {
                current = At(Start(trial / ClimbTrials), RandomVector());
                step = 1.0;
                continue;
            }

            if (isLast && 3 * (trial - 1) <= 2 * trials && _found.Count > 0)
            {
                (current, step) = (_found.Peek(), 0.3);
            }

            Candidate next = At(Moved(current, step, isAtRandom: trial % 3 == 2), [.. current.Direction]);
            step = next.Norm > current.Norm ? Math.Min(2.0, 1.7 * step) : step > 1e-4 ? 0.6 * step : 0.5;
            current = next.Norm > current.Norm ? next : current;
        }
    }

    /// <summary>Makes a start: a vector that the network with all neurons active stretches most, or a random one, turned to where the network itself stretches more.</summary>
    private double[] Start(int number)
    {
        double[] point = RandomVector();
        if (number < 2)
        {
            double[][] slopes = [.. _network.Layers.Select(layer => layer.Slopes.Select(range => range.Maximum).ToArray())];
            _product.Norm(slopes, ref point, FineIterations);
            point = [.. point.Select(value => (number == 0 ? 1.0 : -1.0) * value * Math.Sqrt(point.Length))];
        }

        double scale = Norm(point) * (number % 4 < 2 ? 1.0 : 4.0);
        double[] origin = LinearPiece.At(_network, new double[point.Length]).Output;
        for (int k = 0; k < StartIterations; k++)
        {
            // The power method for |f(x) - f(0)|^2 on the sphere, the derivative J'(f(x) - f(0)).
            var piece = LinearPiece.At(_network, point);
            double[] image = [.. piece.Output.Zip(origin, (value, offset) => value - offset)];
            double[] derivative = _product.Backward(piece.Slopes, image)[^1];
            if (SlopeProduct.Normalize(image) == 0.0 || SlopeProduct.Normalize(derivative) == 0.0)
            {
                break;
            }

            point = [.. derivative.Select(value => scale * value)];
        }

        return point;
    }

    private double[] Moved(Candidate candidate, double step, bool isAtRandom)
    {
        double[] noise = RandomVector();
        SlopeProduct.Normalize(noise);
        double[] gradient = isAtRandom ? new double[noise.Length] : SmoothedGradient.Of(_network, _product, candidate.Piece, candidate.Direction, 2.0 * _random.NextDouble());
        double share = isAtRandom ? 1.0 : 0.1;
        double length = step * Norm(candidate.Point);
        return [.. candidate.Point.Select((value, i) => value + (length * (gradient[i] + (share * noise[i]))))];
    }

    private Candidate At(double[] point, double[] direction)
    {
        var piece = LinearPiece.At(_network, point);
        double norm = _product.Norm(piece.Slopes, ref direction, RoughIterations);
        var candidate = new Candidate(norm, point, direction, piece);
        if (norm > 0.0 && (_found.Count == 0 || norm > _found.Peek().Norm))
        {
            _found.Push(candidate);
        }

        return candidate;
    }

    private JacobianPoint? Proved(Candidate candidate, double[] gains, CancellationToken cancellationToken)
    {
        double[] direction = candidate.Direction;
        _product.Norm(candidate.Piece.Slopes, ref direction, FineIterations);
        double below = JacobianEnclosure.NormBelow(_network, gains, candidate.Point, direction);
        below = below > 0.0 ? below : ExactJacobian.NormBelow(_network, candidate.Point, direction, cancellationToken);
        return below > 0.0 ? new JacobianPoint(below, [.. candidate.Point]) : null;
    }

    private double[] RandomVector() => [.. Enumerable.Range(0, _network.InputSize).Select(_ => Normal())];

    /// <summary>Draws from the standard normal distribution (Box and Muller).</summary>
    private double Normal() => Math.Sqrt(-2.0 * Math.Log(1.0 - _random.NextDouble())) * Math.Cos(Math.Tau * _random.NextDouble());

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    private sealed record Candidate(double Norm, double[] Point, double[] Direction, LinearPiece Piece);
}
