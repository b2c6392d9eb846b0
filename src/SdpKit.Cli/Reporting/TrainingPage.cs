using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Writes what methods of training came to as one HTML page with pictures, which needs nothing beside it.</summary>
internal static class TrainingPage
{
    private const int Width = 1160;

    /// <summary>Writes the page.</summary>
    public static void Write(TrainingComparison comparison, Stream stream)
    {
        var page = new HtmlPage(comparison.Title, Width);
        page.AddHeading(1, comparison.Title);
        page.AddText("A proved bound L means |f(x) - f(y)| <= L |x - y| for all x and y, in Euclidean norms. The colours are those of the pictures below.");
        page.AddTable(comparison.Table, hasColors: true);
        AddTraining(page, comparison);
        AddRegions(page, comparison);
        AddSection(page, "Noise", "Accuracy against the level of random noise.", NoisePictures(comparison));
        AddSection(
            page,
            "Attacks and proofs",
            "Accuracy against how far an adversary who knows the network may move each point. Dots: what is proved for any such move; no attack can get below its colour's dots.",
            [AttackPicture(comparison, Perturbation.FastGradient), AttackPicture(comparison, Perturbation.ProjectedGradient)]);
        page.Write(stream);
    }

    private static void AddTraining(HtmlPage page, TrainingComparison comparison)
    {
        string? Picture(string title, Func<TrainedNetwork, IEnumerable<(double X, double Y)>> points) => Chart.DrawLogarithms(title, "epoch", Curves(comparison, points));
        AddSection(
            page,
            "Training",
            "The bound of a method that has none on the way is that of its last network.",
            [
                Picture("Loss", method => method.History.Select(moment => (moment.Epoch, moment.Loss))),
                Picture("Proved Lipschitz bound", method => method.History
                    .Select((moment, k) => (moment.Epoch, moment.Bound ?? (k == method.History.Length - 1 ? method.Bound : null) ?? double.NaN))),
            ]);
    }

    private static void AddRegions(HtmlPage page, TrainingComparison comparison)
    {
        AddSection(
            page,
            "Decision regions",
            "The class of each input. Dots: the points, circled in black where they are classified wrongly. Rings: how far each may move with a proof that its class stays.",
            [DecisionRegionsPicture.Draw(comparison)]);
        AddSection(page, "Functions", "What the networks compute, and the points they were trained on.", [FunctionsPicture.Draw(comparison)]);
    }

    private static string?[] NoisePictures(TrainingComparison comparison) =>
    [
        CurvesPicture(comparison, Perturbation.GaussianNoise, isPooled: true, []),
        CurvesPicture(comparison, Perturbation.UniformNoise, isPooled: true, []),
        CurvesPicture(comparison, Perturbation.GaussianNoise, isPooled: false, []),
        CurvesPicture(comparison, Perturbation.UniformNoise, isPooled: false, []),
    ];

    private static string? AttackPicture(TrainingComparison comparison, Perturbation kind) => CurvesPicture(comparison, kind, isPooled: false, Curves(comparison, method => Points(method, Perturbation.Any), isDotted: true));

    private static string? CurvesPicture(TrainingComparison comparison, Perturbation kind, bool isPooled, ChartCurve[] proved)
    {
        AccuracyCurve? first = comparison.Methods.Select(method => method.Evaluation?.Find(kind, isPooled)).FirstOrDefault(curve => curve is not null);
        return first is null ? null : Chart.DrawFractions(
            PerturbationText.Long(first), PerturbationText.Level(kind), [.. proved, .. Curves(comparison, method => Points(method, kind, isPooled))]);
    }

    private static IEnumerable<(double X, double Y)> Points(TrainedNetwork method, Perturbation kind, bool isPooled = false) =>
        method.Evaluation?.Find(kind, isPooled) is { } curve ? curve.Levels.Zip(curve.Accuracies) : [];

    private static ChartCurve[] Curves(TrainingComparison comparison, Func<TrainedNetwork, IEnumerable<(double X, double Y)>> points, bool isDotted = false) =>
        [.. comparison.Methods.Select((method, k) => new ChartCurve(method.Name + (isDotted ? ", certified" : ""), k, isDotted, [.. points(method)]))];

    private static void AddSection(HtmlPage page, string heading, string text, IEnumerable<string?> pictures)
    {
        string[] drawn = [.. pictures.OfType<string>()];
        if (drawn.Length > 0)
        {
            page.AddHeading(2, heading);
            page.AddText(text);
            page.AddPictures(drawn);
        }
    }
}
