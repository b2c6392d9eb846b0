namespace SdpKit.Lipschitz.Chains;

/// <summary>Represents a point of the LipSDP constraint of a chain: rho = L^2 and the multipliers, one array per hidden layer.</summary>
internal sealed record MultiplierPoint(double Rho, double[][] Multipliers)
{
    /// <summary>Makes the point with rho and the multipliers of hidden layer l (from 0) multiplied by factors.</summary>
    public MultiplierPoint Scaled(double rhoFactor, Func<int, double> layerFactor) =>
        new(Rho * rhoFactor, [.. Multipliers.Select((layer, l) => layer.Select(multiplier => multiplier * layerFactor(l)).ToArray())]);
}
