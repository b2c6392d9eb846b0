using SdpKit.Cli.Output;
using SdpKit.Cli.Pictures;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Writes what methods of training came to as one HTML page with pictures, which needs nothing beside it.</summary>
internal static class TrainingPage
{
    private const int Width = 1160;

    /// <summary>Writes the page.</summary>
    public static void Write(TrainingReport report, Stream stream)
    {
        var page = new HtmlPage(report.Title, Width);
        page.AddHeading(1, report.Title);
        page.AddText("A proved bound L means |f(x) - f(y)| <= L |x - y| for all x and y, in Euclidean norms. The colours are those of the pictures below.");
        page.AddTable(report.Table, hasColors: true);
        AddTraining(page, report);
        AddRegions(page, report);
        AddSection(page, "Noise", "Accuracy against the level of random noise.", NoisePictures(report));
        AddSection(
            page,
            "Attacks and proofs",
            "Accuracy against how far an adversary who knows the network may move each point. Dots: what is proved for any such move; no attack can get below its colour's dots.",
            [AttackPicture(report, Perturbation.FastGradient), AttackPicture(report, Perturbation.ProjectedGradient)]);
        page.Write(stream);
    }

    private static void AddTraining(HtmlPage page, TrainingReport report)
    {
        string? Picture(string title, Func<TrainedNetwork, IEnumerable<(double X, double Y)>> points) => Chart.DrawLogarithms(title, "epoch", Curves(report, points));
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

    private static void AddRegions(HtmlPage page, TrainingReport report)
    {
        AddSection(
            page,
            "Decision regions",
            "The class of each input. Dots: the points, circled in black where they are classified wrongly. Rings: how far each may move with a proof that its class stays.",
            [DecisionRegionsPicture.Draw(report)]);
        AddSection(page, "Functions", "What the networks compute, and the points they were trained on.", [FunctionsPicture.Draw(report)]);
    }

    private static string?[] NoisePictures(TrainingReport report) =>
    [
        CurvesPicture(report, Perturbation.GaussianNoise, isPooled: true, []),
        CurvesPicture(report, Perturbation.UniformNoise, isPooled: true, []),
        CurvesPicture(report, Perturbation.GaussianNoise, isPooled: false, []),
        CurvesPicture(report, Perturbation.UniformNoise, isPooled: false, []),
    ];

    private static string? AttackPicture(TrainingReport report, Perturbation kind) => CurvesPicture(report, kind, isPooled: false, Curves(report, method => Points(method, Perturbation.Any), isDotted: true));

    private static string? CurvesPicture(TrainingReport report, Perturbation kind, bool isPooled, ChartCurve[] proved)
    {
        AccuracyCurve? first = report.Methods.Select(method => method.Evaluation?.Find(kind, isPooled)).FirstOrDefault(curve => curve is not null);
        return first is null ? null : Chart.DrawFractions(
            PerturbationText.Long(first), PerturbationText.Level(kind), [.. proved, .. Curves(report, method => Points(method, kind, isPooled))]);
    }

    private static IEnumerable<(double X, double Y)> Points(TrainedNetwork method, Perturbation kind, bool isPooled = false) =>
        method.Evaluation?.Find(kind, isPooled) is { } curve ? curve.Levels.Zip(curve.Accuracies) : [];

    private static ChartCurve[] Curves(TrainingReport report, Func<TrainedNetwork, IEnumerable<(double X, double Y)>> points, bool isDotted = false) =>
        [.. report.Methods.Select((method, k) => new ChartCurve(method.Name + (isDotted ? ", certified" : ""), k, isDotted, [.. points(method)]))];

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
