using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Data;
using SdpKit.Lipschitz.Robustness;

namespace SdpKit.Training.Robustness;

/// <summary>Represents how well a classifier does on points as they are, with noise and under attack, and what is proved. Immutable and thread-safe.</summary>
/// <param name="PointCount">The number of points.</param>
/// <param name="CleanAccuracy">The fraction of them that is classified rightly.</param>
/// <param name="Curves">The accuracy under each kind of change; noise before pooling comes before noise after it.</param>
public sealed record RobustnessEvaluation(int PointCount, double CleanAccuracy, ImmutableArray<AccuracyCurve> Curves)
{
    /// <summary>The width of uniform noise for a deviation of normal noise of 1; its own deviation is then 1.15.</summary>
    private const double WidthOfDeviation = 4.0;

    /// <summary>Evaluates a classifier. For each level, what is proved is at most what withstands projected gradient steps, and that at most what withstands the fast gradient method.</summary>
    /// <param name="network">The network, with at least two outputs; the largest one is the class.</param>
    /// <param name="data">The points, whose classes are outputs; at least one.</param>
    /// <param name="bounds">The proved bounds of the network's margins; null for no curve of what is proved.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the work.</param>
    /// <exception cref="ArgumentException">The points do not fit the network.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static RobustnessEvaluation Of(
        Network network, LabelledData data, MarginBounds? bounds = null, RobustnessOptions? options = null, CancellationToken cancellationToken = default)
    {
        options ??= new RobustnessOptions();
        double clean = Accuracy.Of(network, data, options.Threads);
        var curves = ImmutableArray.CreateBuilder<AccuracyCurve>();
        foreach (int pooled in new[] { options.Pooled, 1 }.Distinct())
        {
            curves.Add(NoiseCurve(Perturbation.GaussianNoise, options.Deviations, level => Noise.AddGaussian(data, level, options.Seed, pooled)));
            curves.Add(NoiseCurve(Perturbation.UniformNoise, [.. options.Deviations.Select(level => WidthOfDeviation * level)], level => Noise.AddUniform(data, level, options.Seed, pooled)));

            AccuracyCurve NoiseCurve(Perturbation kind, ImmutableArray<double> levels, Func<double, LabelledData> addNoise) => new(kind, pooled, levels, [.. levels.Select(level =>
            {
                cancellationToken.ThrowIfCancellationRequested();
                return Accuracy.Of(network, addNoise(level), options.Threads);
            })]);
        }

        curves.Add(AttackCurve(Perturbation.FastGradient, network, data, steps: 0, options, cancellationToken));
        curves.Add(AttackCurve(Perturbation.ProjectedGradient, network, data, options.AttackSteps, options, cancellationToken));
        if (bounds is not null)
        {
            ImmutableArray<CertifiedPoint> points = CertifiedRadii.Of(network, data, bounds, options.Threads, cancellationToken);
            curves.Add(new AccuracyCurve(Perturbation.Any, 1, options.Radii, [.. options.Radii.Select(radius => points.Count(point => point.IsCertifiedWithin(radius)) / (double)data.Count)]));
        }

        return new RobustnessEvaluation(data.Count, clean, curves.DrainToImmutable());
    }

    /// <summary>Gets one of the curves; null where there is none such.</summary>
    /// <param name="perturbation">How the points are changed.</param>
    /// <param name="isPooled">Whether noise is added before pooling.</param>
    public AccuracyCurve? Find(Perturbation perturbation, bool isPooled = false) => Curves.FirstOrDefault(curve => curve.Perturbation == perturbation && curve.Pooled > 1 == isPooled);

    /// <summary>Attacks with growing radii those points that have withstood the smaller ones.</summary>
    private static AccuracyCurve AttackCurve(Perturbation kind, Network network, LabelledData data, int steps, RobustnessOptions options, CancellationToken cancellationToken)
    {
        var accuracies = ImmutableArray.CreateBuilder<double>();
        LabelledData left = data;
        foreach (double radius in options.Radii)
        {
            if (left.Count > 0)
            {
                LabelledData moved = AdversarialAttack.Run(network, left, radius, steps, options.Threads, cancellationToken);
                left = Selected(left, Classification.IsRight(network, moved, options.Threads));
            }

            accuracies.Add(left.Count / (double)data.Count);
        }

        return new AccuracyCurve(kind, 1, options.Radii, accuracies.DrainToImmutable());
    }

    private static LabelledData Selected(LabelledData data, bool[] isSelected)
    {
        int[] indices = [.. Enumerable.Range(0, data.Count).Where(k => isSelected[k])];
        return new LabelledData(data.PointShape, [.. indices.SelectMany(k => data.Values.Slice(k * data.PointSize, data.PointSize))], [.. indices.Select(k => data.Labels[k])], data.ClassNames);
    }
}
