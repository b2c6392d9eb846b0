using SdpKit.Cli.Input;
using SdpKit.Lipschitz.Data;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Evaluating;

/// <summary>Represents what <c>evaluate</c> found.</summary>
/// <param name="Input">The network.</param>
/// <param name="Points">The points, as the network takes them.</param>
/// <param name="Bound">The proved bound of the network; null where the proof failed.</param>
/// <param name="PairCount">The number of margins between outputs that have a bound of their own.</param>
/// <param name="Evaluation">How well it does.</param>
internal sealed record EvaluationResult(NetworkInput Input, LabelledData Points, double? Bound, int PairCount, RobustnessEvaluation Evaluation);
