namespace SdpKit.Training;

/// <summary>Names the network whose multipliers T, found by LipSDP, a Lipschitz update uses.</summary>
public enum MultiplierSource
{
    /// <summary>The trained weights W of the last iteration, scaled, all layers alike, to the bound of Wbar.</summary>
    Trained,

    /// <summary>The certified weights Wbar of the last iteration, as the paper has it.</summary>
    Certified,

    /// <summary>The network that training started from: T stays.</summary>
    Start,
}
