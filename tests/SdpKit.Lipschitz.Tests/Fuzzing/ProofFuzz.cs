using System.Collections.Immutable;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Local;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>
/// Certifies networks with weights of all sizes, verifies the certificates and tampered ones, and compares with exact arithmetic: difference quotients of the network itself, and the matrix inequality.
/// One object counts what one run has seen; not thread-safe.
/// </summary>
internal sealed class ProofFuzz
{
    private static readonly LipschitzMethod[] Methods = Enum.GetValues<LipschitzMethod>();

    public int Networks { get; private set; }

    public int Proved { get; private set; }

    /// <summary>Gets the number of certificates that were verified, as they are and tampered.</summary>
    public int Certificates { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Gets the number of exact difference quotients that bounds were compared with.</summary>
    public int Quotients { get; private set; }

    /// <summary>Gets the number of points that lay within certified radii.</summary>
    public int RadiusPoints { get; private set; }

    /// <summary>Gets a value indicating whether a quotient was as large as its bound, up to a thousandth: the comparison can fail.</summary>
    public bool IsSharp { get; private set; }

    /// <summary>Gets what a run has seen, in one line.</summary>
    public string Summary => FormattableString.Invariant(
        $"{Networks} networks, {Proved} bounds proved; {Certificates} certificates, {Accepted} accepted; {Quotients} exact quotients, {RadiusPoints} points within certified radii: no false claim");

    /// <summary>Makes and checks one network.</summary>
    /// <exception cref="InvalidOperationException">A claim is false.</exception>
    public void Run(int seed)
    {
        var random = new Random(seed);
        var source = new ScaledNetwork(random);
        Network network = source.Make();
        bool hasOwnSlopes = random.Next(6) == 0;
        if (hasOwnSlopes)
        {
            double scale = ScaledNetwork.Scaled(1.0, source.Exponent());
            network = network.WithSlopes(random.Next(3) switch { 0 => new SlopeRange(-scale, scale), 1 => new SlopeRange(-0.25 * scale, scale), _ => new SlopeRange(0.5 * scale, scale) });
        }

        double[] center = [.. Enumerable.Range(0, network.InputSize).Select(_ => ScaledNetwork.Scaled(source.Weight(), source.Exponent()))];
        double radius = ScaledNetwork.Scaled(1.0, source.Exponent());
        bool isLocal = !hasOwnSlopes && random.Next(3) == 0;
        network = isLocal ? LocalSlopes.Narrow(network, center, radius) : network;
        OutputSelection output = Selection(random, network);
        var options = new CertifyOptions { Method = Methods[random.Next(Methods.Length)], Parts = 1 + random.Next(2), Output = output, Threads = 1, FindsLowerBound = random.Next(4) == 0, FindsProductBound = random.Next(2) == 0 };
        CertifiedBound bound = LipschitzCertifier.Certify(network, options);
        Networks++;
        Check(bound.LowerBound is not { } lower || bound.Bound is not { } upper || lower <= upper, seed, "the lower bound is above the bound");
        if (bound.Certificate is { } certificate)
        {
            Proved++;
            Check(double.IsFinite(certificate.Bound), seed, "the bound is not finite");
            CertificateCheck check = Verify(certificate, network, seed);
            Check(check.IsAccepted, seed, "the certificate of a proved bound is refused: " + check.Reason);
            if (!hasOwnSlopes && ExactFunction.CanCompute(network))
            {
                Compare(certificate.Bound, network, output, isLocal ? (center, radius) : null, source, random, seed);
                CompareRadii(certificate, network, center, random, seed, isLocal);
            }
        }

        foreach (LipschitzCertificate tampered in Tampered(bound.Certificate ?? Zero(network, output), random))
        {
            Verify(tampered, network, seed);
        }
    }

    /// <summary>Sends a certificate through its file and the verifier; what is accepted must be true.</summary>
    private CertificateCheck Verify(LipschitzCertificate certificate, Network network, int seed)
    {
        Certificates++;
        using var stream = new MemoryStream();
        CertificateWriter.Write(certificate, stream);
        stream.Position = 0;
        LipschitzCertificate read = CertificateReader.Read(stream);
        CertificateCheck check = CertificateVerifier.Verify(read, network);
        Accepted += check.IsAccepted ? 1 : 0;
        Check(!check.IsAccepted || ExactCertificate.Proves(read, network), seed, "a certificate is accepted that proves nothing in exact arithmetic");
        return check;
    }

    /// <summary>Compares a bound with |f(x) - f(y)| / |x - y| of some points.</summary>
    private void Compare(double bound, Network network, OutputSelection output, (double[] Center, double Radius)? ball, ScaledNetwork source, Random random, int seed)
    {
        for (int trial = 0; trial < 8; trial++)
        {
            int size = source.Exponent();
            DyadicNumber[] x = ball is { } b ? Within(b.Center, b.Radius, random) : [.. Enumerable.Range(0, network.InputSize).Select(_ => ((DyadicNumber)source.Weight()).ScaledBy(size))];
            int step = source.Exponent() - random.Next(30);
            DyadicNumber[] y = ball is { } c && trial % 2 == 0 ? Within(c.Center, c.Radius, random) : [.. x.Select(value => value + ((DyadicNumber)source.Weight()).ScaledBy(step))];
            DyadicNumber distance = ExactFunction.SquaredDistance(x, y);
            if (distance.Sign == 0 || (ball is { } d && (IsOutside(x, d) || IsOutside(y, d))))
            {
                continue;
            }

            DyadicNumber change = ExactFunction.SquaredDistance(ExactFunction.Select(ExactFunction.Evaluate(network, x), output), ExactFunction.Select(ExactFunction.Evaluate(network, y), output));
            Quotients++;
            DyadicNumber allowed = (DyadicNumber)bound * bound * distance;
            Check((allowed - change).Sign >= 0, seed, "two points have outputs that are further apart than the bound allows");
            IsSharp |= IsNear(change, allowed);
        }
    }

    /// <summary>Checks that the class does not change within certified radii.</summary>
    private void CompareRadii(LipschitzCertificate certificate, Network network, double[] point, Random random, int seed, bool isLocal)
    {
        if (isLocal || network.OutputSize < 2 || certificate.Output != OutputSelection.All)
        {
            return;
        }

        var data = new LabelledData([point.Length], [.. point], [0]);
        CertifiedPoint certified = CertifiedRadii.Of(network, data, MarginBounds.Of(certificate))[0];
        for (int trial = 0; trial < 3 && certified.Radius > 0.0 && double.IsFinite(certified.Radius); trial++)
        {
            DyadicNumber[] outputs = ExactFunction.Evaluate(network, Within(point, certified.Radius, random));
            RadiusPoints++;
            Check(outputs.Where((_, j) => j != certified.Predicted).All(value => (outputs[certified.Predicted] - value).Sign > 0), seed, "the class changes within the certified radius");
        }
    }

    /// <summary>Makes certificates that claim more than was proved, and others that are only odd.</summary>
    private static IEnumerable<LipschitzCertificate> Tampered(LipschitzCertificate certificate, Random random)
    {
        CertificatePart part = certificate.Parts[0];
        double factor = random.Next(4) switch { 0 => 0.0, 1 => 0.5, 2 => 1.0 - 1e-12, _ => Math.ScaleB(1.0, -random.Next(1070)) };
        int shift = 2 * random.Next(-600, 600);
        CertificatePart smaller = part with { Rho = part.Rho * factor };
        CertificatePart moved = part with { RhoExponent = part.RhoExponent + shift, MultiplierExponents = [.. part.Multipliers.Select((_, l) => (part.MultiplierExponents.IsEmpty ? 0 : part.MultiplierExponents[l]) + shift)] };
        CertificatePart other = part with { Multipliers = [.. part.Multipliers.Select(layer => layer.Select(value => random.Next(3) == 0 ? value * factor : value).ToImmutableArray())] };
        yield return certificate with { Bound = 0.0, Parts = [.. certificate.Parts.Select(each => each with { Rho = 0.0, Multipliers = [.. each.Multipliers.Select(layer => layer.Select(_ => 0.0).ToImmutableArray())] })] };
        foreach (CertificatePart changed in (CertificatePart[])[smaller, moved, other])
        {
            yield return certificate with { Bound = certificate.Bound * Math.Sqrt(factor), Parts = certificate.Parts.SetItem(0, changed) };
            yield return certificate with { Parts = certificate.Parts.SetItem(0, changed) };
        }
    }

    /// <summary>Makes a certificate of the right shape where none was found.</summary>
    private static LipschitzCertificate Zero(Network network, OutputSelection output) => LipschitzCertifier.Certify(
        new Network([.. network.Layers.Select(layer => new DenseLayer(layer.OutputSize, layer.InputSize, [.. layer.Weights.Select(_ => 0.0)], [], layer.Activation).WithSlopes(layer.Slopes))]),
        new CertifyOptions { Output = output, Threads = 1, FindsLowerBound = false }).Certificate! with { WeightsHash = CertificateOf(network) };

    /// <summary>Gets the hash of the weights, which every certificate of them has.</summary>
    private static string CertificateOf(Network network) => LipschitzCertifier.Certify(
        new Network([.. network.Layers.Select(layer => layer.WithSlopes([.. layer.Slopes.Select(_ => new SlopeRange(0.0, 0.0))]))]), new CertifyOptions { Threads = 1, FindsLowerBound = false }).Certificate!.WeightsHash;

    private static OutputSelection Selection(Random random, Network network)
    {
        bool isLinear = network.Layers[^1].Slopes.All(range => range == new SlopeRange(1.0, 1.0));
        return (random.Next(4), network.OutputSize) switch
        {
            (0, _) => OutputSelection.Of(random.Next(network.OutputSize)),
            (1, > 1) when isLinear => OutputSelection.Margin(0, 1 + random.Next(network.OutputSize - 1)),
            _ => OutputSelection.All,
        };
    }

    /// <summary>Draws a point of a ball.</summary>
    private static DyadicNumber[] Within(double[] center, double radius, Random random)
    {
        while (true)
        {
            double[] direction = [.. center.Select(_ => random.Next(-8, 9) / 8.0)];
            if (direction.Sum(value => value * value) < 1.0)
            {
                return [.. center.Zip(direction, (value, part) => value + ((DyadicNumber)part * radius))];
            }
        }
    }

    private static bool IsOutside(DyadicNumber[] x, (double[] Center, double Radius) ball) =>
        (ExactFunction.SquaredDistance(x, [.. ball.Center.Select(value => (DyadicNumber)value)]) - ((DyadicNumber)ball.Radius * ball.Radius)).Sign > 0;

    private static bool IsNear(DyadicNumber change, DyadicNumber allowed) => ((change * 1.001) - allowed).Sign >= 0;

    private static void Check(bool isTrue, int seed, string problem)
    {
        if (!isTrue)
        {
            throw new InvalidOperationException($"seed {seed}: {problem}");
        }
    }
}
