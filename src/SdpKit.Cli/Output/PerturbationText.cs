using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Output;

/// <summary>Says in words how points were changed.</summary>
internal static class PerturbationText
{
    /// <summary>Gets the name that JSON has.</summary>
    public static string Name(Perturbation perturbation) => perturbation switch
    {
        Perturbation.GaussianNoise => "gaussian",
        Perturbation.UniformNoise => "uniform",
        Perturbation.FastGradient => "fgsm",
        Perturbation.ProjectedGradient => "pgd",
        _ => "certified",
    };

    /// <summary>Gets the heading of a column.</summary>
    public static string Short(AccuracyCurve curve) => curve.Perturbation switch
    {
        Perturbation.GaussianNoise => "gaussian" + Place(curve),
        Perturbation.UniformNoise => "uniform" + Place(curve),
        Perturbation.FastGradient => "FGSM",
        Perturbation.ProjectedGradient => "PGD",
        _ => "certified",
    };

    /// <summary>Gets the title of a picture.</summary>
    public static string Long(AccuracyCurve curve) => curve.Perturbation switch
    {
        Perturbation.GaussianNoise => "Gaussian noise" + Place(curve),
        Perturbation.UniformNoise => "Uniform noise" + Place(curve),
        Perturbation.FastGradient => "Fast gradient attack (FGSM)",
        Perturbation.ProjectedGradient => "Projected gradient attack (PGD)",
        _ => "Certified accuracy",
    };

    /// <summary>Gets the name of the level.</summary>
    public static string Level(Perturbation perturbation) => perturbation switch
    {
        Perturbation.GaussianNoise => "standard deviation",
        Perturbation.UniformNoise => "width",
        _ => "Euclidean distance",
    };

    private static string Place(AccuracyCurve curve) => curve.Pooled > 1 ? " before pooling" : "";
}
