namespace SdpKit.Lipschitz;

/// <summary>Names how a Lipschitz bound is found, from the tightest to the cheapest.</summary>
public enum LipschitzMethod
{
    /// <summary>LipSDP with one multiplier per neuron (Fazlyab et al. 2019).</summary>
    Neuron,

    /// <summary>LipSDP with one multiplier per layer.</summary>
    Layer,

    /// <summary>The closed form of ECLipsE-Fast (Xu, Sivaranjani 2024).</summary>
    Fast,

    /// <summary>The product of the spectral norms of all layers and their largest slopes.</summary>
    Product,
}
