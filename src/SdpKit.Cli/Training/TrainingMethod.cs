namespace SdpKit.Cli.Training;

/// <summary>Names the ways to train that <c>train</c> knows.</summary>
internal enum TrainingMethod
{
    /// <summary>The loss alone.</summary>
    Nominal,

    /// <summary>The loss and lambda / 2 times the sum of all squared parameters.</summary>
    L2,

    /// <summary>The loss, with each layer's spectral norm kept at its share of a bound.</summary>
    Spectral,

    /// <summary>The loss and mu L^2, by ADMM (the paper's first method).</summary>
    Regularize,

    /// <summary>The loss under a bound that holds at each iteration, by ADMM (the paper's second method).</summary>
    Enforce,
}
