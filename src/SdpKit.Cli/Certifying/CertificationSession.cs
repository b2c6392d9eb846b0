using SdpKit.Lipschitz;

namespace SdpKit.Cli.Certifying;

/// <summary>Runs the certifications of a plan, from the cheapest to the dearest.</summary>
internal sealed class CertificationSession(CertificationPlan plan, ICertificationProgress progress)
{
    private readonly List<CertifiedBound> _bounds = [];
    private readonly List<MarginBound> _margins = [];
    private readonly List<IterationReport> _iterations = [];

    /// <summary>Runs them; where the work is interrupted after the first bound, what there is.</summary>
    /// <exception cref="OperationCanceledException">The work was interrupted before there was any bound.</exception>
    public CertificationResult Run(CancellationToken cancellationToken)
    {
        bool isCancelled = false;
        try
        {
            CertifyAll(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && _bounds.Count > 0)
        {
            isCancelled = true;
        }

        return new CertificationResult(plan, [.. _bounds], [.. _margins], [.. _iterations], isCancelled);
    }

    private void CertifyAll(CancellationToken cancellationToken)
    {
        foreach (LipschitzMethod method in plan.Methods)
        {
            // The bounds beside it are the network's, whatever the method: they are looked for with the first one.
            bool isFirst = _bounds.Count == 0;
            CertifyOptions options = plan.Options with { Method = method, FindsLowerBound = isFirst, FindsProductBound = false };
            CertifiedBound Certify(IProgress<IterationReport>? solve) => LipschitzCertifier.Certify(plan.Network, options, new Recorder(_iterations, solve), cancellationToken);
            CertifiedBound bound = method == LipschitzMethod.Product ? Certify(null) : progress.Show(method, Certify);
            _bounds.Add(_bounds is [var first, ..] ? WithOtherBounds(bound, first) : bound);
        }

        OutputSelection[] margins = plan.Margins;
        foreach (OutputSelection margin in margins)
        {
            CertifyOptions options = plan.Options with { Output = margin, FindsLowerBound = false };
            _margins.Add(new MarginBound(margin, LipschitzCertifier.Certify(plan.Network, options, null, cancellationToken)));
            progress.Finished(_margins[^1], _margins.Count, margins.Length);
        }
    }

    private static CertifiedBound WithOtherBounds(CertifiedBound bound, CertifiedBound first) => bound with
    {
        ProductBound = first.ProductBound,
        LowerBound = first.LowerBound,
        LowerBoundPoint = first.LowerBoundPoint,
        PatternBound = first.PatternBound,
    };

    /// <summary>Keeps the iterations on their way to whoever shows them.</summary>
    private sealed class Recorder(List<IterationReport> iterations, IProgress<IterationReport>? next) : IProgress<IterationReport>
    {
        public void Report(IterationReport value)
        {
            iterations.Add(value);
            next?.Report(value);
        }
    }
}
