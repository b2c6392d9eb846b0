namespace SdpKit.Lipschitz.Formats;

/// <summary>What a file's first bytes show it to be.</summary>
internal enum Content
{
    Unknown,
    Matlab,
    Hdf5,
    Npy,

    /// <summary>A .npz file, or one that PyTorch or Keras wrote.</summary>
    Zip,
    Pickle,
    Safetensors,
    Json,
    NNet,
    Onnx,
}
