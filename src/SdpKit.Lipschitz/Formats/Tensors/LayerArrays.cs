using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Represents the arrays of one dense layer as a file stores them.</summary>
/// <param name="Name">What the file calls the layer.</param>
/// <param name="Weight">Its weights, in either orientation.</param>
/// <param name="Bias">Its biases, or null.</param>
/// <param name="Divisor">What the weights are to be divided by: the spectral norm where a file stores both; null for nothing.</param>
internal sealed record LayerArrays(string Name, StoredTensor Weight, StoredTensor? Bias, EnclosedNumber? Divisor = null)
{
    public int Inputs(WeightOrientation orientation) => Weight.Shape[orientation == WeightOrientation.OutputsByInputs ? 1 : 0];

    public int Outputs(WeightOrientation orientation) => Weight.Shape[orientation == WeightOrientation.OutputsByInputs ? 0 : 1];

    /// <summary>Tells whether the weights, read this way, have as many neurons as there are biases.</summary>
    public bool FitsBias(WeightOrientation orientation) => Bias is null || Bias.Count == Outputs(orientation);
}
