namespace SdpKit.Lipschitz.Formats;

/// <summary>Says what a file does not: most formats for weights hold neither activations nor the meaning of rows and columns. Immutable and thread-safe.</summary>
public sealed record NetworkReaderOptions
{
    /// <summary>Gets the activation after every layer but the last, in files that hold only arrays. Formats that name their activations (ONNX, .nnet, JSON) do not use it.</summary>
    /// <value>The default is null: <see cref="Activation.Relu"/>, and a note says that it was assumed.</value>
    public Activation? Activation { get; init; }

    /// <summary>Gets how weights are stored, in files that hold only arrays.</summary>
    /// <value>The default is <see cref="WeightOrientation.Detect"/>.</value>
    public WeightOrientation Orientation { get; init; }
}
