using SdpKit.Cli.Certifying;
using SdpKit.Lipschitz;

namespace SdpKit.Cli.Tests.Certifying;

public class CertificationSessionTests
{
    [Fact]
    public void Interrupted_solve_leaves_the_proved_bound_of_the_closed_form()
    {
        using var cancellation = new CancellationTokenSource();
        var plan = new CertificationPlan(Networks.Random(5, 4, 6, 3), new CertifyOptions(), WithPairs: true, Data: null);
        CertificationResult result = new CertificationSession(plan, new Interruption(cancellation, after: 1)).Run(cancellation.Token);
        Assert.True(result.IsCancelled);
        Assert.Equal(LipschitzMethod.Fast, result.Bound.Method);
        Assert.True(result.Bound.Verified);
        Assert.NotNull(result.Bound.LowerBound);
        Assert.Empty(result.Margins);
    }

    [Fact]
    public void Interruption_among_the_margins_keeps_those_that_are_there()
    {
        using var cancellation = new CancellationTokenSource();
        var plan = new CertificationPlan(Networks.Random(5, 4, 6, 3), new CertifyOptions(), WithPairs: true, Data: null);
        CertificationResult result = new CertificationSession(plan, new Interruption(cancellation, after: 3)).Run(cancellation.Token);
        Assert.True(result.IsCancelled);
        Assert.Equal(LipschitzMethod.Neuron, result.Bound.Method);
        Assert.Equal((1, 2), Assert.Single(result.Margins).Numbers);
        Assert.NotEmpty(result.Iterations);
    }

    /// <summary>Cancels when so many bounds are there.</summary>
    private sealed class Interruption(CancellationTokenSource cancellation, int after) : ICertificationProgress
    {
        private int _count;

        public CertifiedBound Show(LipschitzMethod method, Func<IProgress<IterationReport>?, CertifiedBound> certify)
        {
            CertifiedBound bound = certify(null);
            Count();
            return bound;
        }

        public void Finished(MarginBound margin, int number, int count) => Count();

        private void Count()
        {
            if (++_count == after)
            {
                cancellation.Cancel();
            }
        }
    }
}
