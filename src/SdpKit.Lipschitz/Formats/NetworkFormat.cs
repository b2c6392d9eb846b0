namespace SdpKit.Lipschitz.Formats;

/// <summary>The formats in which networks are written.</summary>
public enum NetworkFormat
{
    /// <summary>This library's own, which holds everything: weights, biases, activations and slopes.</summary>
    Json,

    /// <summary>Weights and biases as float64, named <c>0.weight</c>, <c>0.bias</c>, <c>2.weight</c>, ... as in a PyTorch Sequential of Linear layers with activations between, whose names are in the metadata.</summary>
    Safetensors,

    /// <summary>Weights and biases as float64, named <c>W0</c>, <c>b0</c>, <c>W1</c>, ...; outputs x inputs. The names of the activations are the comment of the archive.</summary>
    Npz,

    /// <summary>A model of Gemm nodes and activations, for a batch of any size; in float32 where that holds every number exactly, else in float64.</summary>
    Onnx,
}
