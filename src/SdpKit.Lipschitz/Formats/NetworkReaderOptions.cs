namespace SdpKit.Lipschitz.Formats;

/// <summary>Says what a file does not: most formats for weights hold neither activations nor the meaning of rows and columns. Immutable and thread-safe.</summary>
public sealed record NetworkReaderOptions
{
    /// <summary>Gets the activation after every layer but the last, in files that hold only arrays, also those into which <see cref="NetworkWriter"/> has written others. Formats that name their activations (ONNX, .nnet, JSON) do not use it.</summary>
    /// <value>The default is null: those that <see cref="NetworkWriter"/> has written into the file, else <see cref="Activation.Relu"/>. Whichever it is, <see cref="Network.Assumptions"/> says it.</value>
    public Activation? Activation { get; init; }

    /// <summary>Gets a value indicating whether the network that a final Softmax or LogSoftmax is left out of is what is wanted: one that ends with the logits.</summary>
    /// <value>
    /// The default is false: a final LogSoftmax is an error, because a bound of the logits is none of its outputs. A final Softmax is left out, as it shortens distances, but single outputs are refused.
    /// </value>
    public bool BeforeSoftmax { get; init; }

    /// <summary>Gets how weights are stored, in files that hold only arrays.</summary>
    /// <value>The default is <see cref="WeightOrientation.Detect"/>.</value>
    public WeightOrientation Orientation { get; init; }
}
