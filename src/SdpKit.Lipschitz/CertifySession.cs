using System.Diagnostics;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.ClosedForms;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.LowerBounds;
using SdpKit.Lipschitz.Proof;
using SdpKit.Lipschitz.Structured;

namespace SdpKit.Lipschitz;

/// <summary>Runs one certification: a point of each part's constraint, its proof, and the bounds beside it.</summary>
internal sealed class CertifySession(
    Network network, CertifyOptions options, IProgress<IterationReport>? progress, KernelContext context, CancellationToken cancellationToken)
{
    /// <summary>The gap of a solve, relative to rho.</summary>
    private const double Tolerance = 1e-8;

    /// <summary>The gap up to which a solve that ended early is near its optimum, as that of any solve of <see cref="SdpSolver"/>.</summary>
    private const double NearTolerance = 1000.0 * Tolerance;

    /// <summary>With so many hidden layers the closed form is too far from the optimum to start from.</summary>
    private const int Deep = 6;

    private readonly Stopwatch _proofs = new();
    private Attempt? _product;
    private double _relativeGap;
    private SolveStatus _status = SolveStatus.Optimal;

    /// <summary>Gets the product bound, which is proved once, when it is first needed.</summary>
    private Attempt Product => _product ??= Prove(NetworkPart.Split(network, network.Layers.Length, options.Output));

    public CertifiedBound Run()
    {
        var clock = Stopwatch.StartNew();
        Attempt attempt = options.Method == LipschitzMethod.Product ? Product : Prove(NetworkPart.Split(network, options.Parts, options.Output));
        bool findsProduct = options.FindsProductBound || options.Method == LipschitzMethod.Product;
        bool isProductLess = findsProduct && Product.Bound < attempt.Bound;
        LipschitzMethod method = isProductLess ? LipschitzMethod.Product : options.Method;
        Attempt best = isProductLess ? Product : attempt;
        var answer = new CertifiedBound
        {
            Estimate = best.Estimate,
            Method = method,
            Status = _status,
            Certificate = best.Proved is { } proved ? CertificateMaker.Make(network, method, options.Output, proved) : null,
            ProductBound = findsProduct ? Product.Proved?.Value : null,
            RelativeGap = _relativeGap,
        };
        return (options.FindsLowerBound ? WithLowerBounds(answer) : answer) with { ProofTime = _proofs.Elapsed, Elapsed = clock.Elapsed };
    }

    private CertifiedBound WithLowerBounds(CertifiedBound answer)
    {
        // Where a bound assumes less than all slopes of the activations, on inputs of interest or of other activations, the Jacobian at some point says nothing about it.
        bool assumesAllSlopes = network.Layers.All(layer => layer.Slopes.All(range => range.Contains(layer.Activation.Slopes)));
        JacobianPoint? lower = assumesAllSlopes ? JacobianAscent.Search(network, options.Output, LayerGains(), cancellationToken) : null;
        double pattern = SlopePattern.Search(LayerChain.Of(network, 0, network.Layers.Length - 1, options.Output), cancellationToken);
        return answer with
        {
            LowerBound = lower?.Norm,
            LowerBoundPoint = lower?.Point ?? [],
            PatternBound = Math.Max(pattern, lower?.Norm ?? 0.0),
        };
    }

    /// <summary>Gets proved Lipschitz bounds of all layers but the last; none where a proof failed.</summary>
    private double[] LayerGains() => Product.Proved is { } proved ? [.. proved.Parts.SkipLast(1).Select(part => part.Bound)] : [];

    private Attempt Prove(NetworkPart[] parts)
    {
        double estimate = 1.0;
        var proved = new List<ProvedPart>();
        foreach (NetworkPart part in parts)
        {
            MultiplierPoint? point = part.Chain.IsConstant ? new MultiplierPoint(0.0, []) : TryFind(part);
            estimate *= point is null ? double.NaN : Math.ScaleB(Math.Sqrt(point.Rho), part.Chain.Exponent);
            _proofs.Start();
            ProvedPart? proof = point is null ? null : BoundRepair.Prove(part, point, context);
            _proofs.Stop();
            if (proof is not null)
            {
                proved.Add(proof);
            }
        }

        return new Attempt(proved.Count == parts.Length && new ProvedBound(proved) is { Value: < double.PositiveInfinity } bound ? bound : null, estimate);
    }

    /// <summary>Finds a point of a part's constraint; null where the numbers are so unlike in size that the computation breaks down.</summary>
    private MultiplierPoint? TryFind(NetworkPart part)
    {
        try
        {
            return Find(part);
        }
        catch (ArithmeticException)
        {
            _status = SolveStatus.NumericalFailure;
            return null;
        }
    }

    /// <summary>Finds a point of a part's constraint; a part without hidden layers has one, the squared norm, in closed form.</summary>
    private MultiplierPoint Find(NetworkPart part)
    {
        var chain = new CompressedChain(part.Chain, context);
        if (options.Method is LipschitzMethod.Fast or LipschitzMethod.Product || chain.HiddenCount == 0)
        {
            return chain.Restore(FastPoint.Of(chain, context));
        }

        bool isPerNeuron = options.Method == LipschitzMethod.Neuron;
        MultiplierPoint start = chain.HiddenCount < Deep ? FastPoint.Of(chain, context) : GreedyPoint.Of(chain, isPerNeuron, context);
        using var method = new StructuredMethod(chain, start, isPerNeuron, context);
        StructuredResult result = method.Solve(Tolerance, options.TimeLimit, progress);
        Record(result);
        return chain.Restore(result.Point);
    }

    /// <summary>Notes how a solve ended: the worst of all counts.</summary>
    private void Record(StructuredResult result)
    {
        SolveStatus status = result.Status != SolveStatus.Optimal && result.RelativeGap <= NearTolerance ? SolveStatus.NearOptimal : result.Status;
        _relativeGap = Math.Max(_relativeGap, result.RelativeGap);
        _status = status > _status ? status : _status;
    }

    /// <summary>A bound before and, where that succeeded, after its proof.</summary>
    private sealed record Attempt(ProvedBound? Proved, double Estimate)
    {
        /// <summary>Gets the bound; infinite where none is proved.</summary>
        public double Bound => Proved?.Value ?? double.PositiveInfinity;
    }
}
