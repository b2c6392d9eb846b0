namespace SdpKit.Lipschitz.Formats;

/// <summary>How a file that only holds arrays stores the weights of its layers.</summary>
public enum WeightOrientation
{
    /// <summary>As the sizes of neighbouring layers and of the biases tell; where they allow both, as is usual in the format.</summary>
    Detect,

    /// <summary>One row per neuron, so that a layer computes W x: PyTorch, LipSDP.</summary>
    OutputsByInputs,

    /// <summary>One column per neuron, so that a layer computes x W: Keras, most NumPy code.</summary>
    InputsByOutputs,
}
