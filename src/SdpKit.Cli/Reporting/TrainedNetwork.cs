using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Training.Robustness;

namespace SdpKit.Cli.Reporting;

/// <summary>Represents what one method of training came to.</summary>
internal sealed record TrainedNetwork
{
    /// <summary>Gets the name of the method.</summary>
    public required string Name { get; init; }

    /// <summary>Gets the network that it trained.</summary>
    public required Network Network { get; init; }

    /// <summary>Gets the proved Lipschitz bound of the network; null where none was proved.</summary>
    public required double? Bound { get; init; }

    /// <summary>Gets what happened on the way; empty where that is not known.</summary>
    public ImmutableArray<TrainingMoment> History { get; init; } = [];

    /// <summary>Gets how well it does on points; null where it is no classifier, or was not evaluated.</summary>
    public RobustnessEvaluation? Evaluation { get; init; }
}
