using SdpKit.Lipschitz.Certificates;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Evaluating;

/// <summary>Represents what <c>evaluate</c> is asked for.</summary>
/// <param name="Points">The points, as the network takes them.</param>
/// <param name="Certificate">The certificate of the network's bound, verified; null to look for a bound.</param>
/// <param name="WithPairs">Whether each margin between two outputs gets a bound of its own.</param>
/// <param name="Options">Noise, attacks and threads.</param>
internal sealed record EvaluationPlan(LabelledData Points, LipschitzCertificate? Certificate, bool WithPairs, RobustnessOptions Options);
