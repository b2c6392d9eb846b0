using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents a value that depends on the network's input: some layers, then an affine map, in the given shape for a batch of one. Immutable.</summary>
/// <param name="Layers">The layers before the last activation, from the last back to the first; null for none.</param>
/// <param name="Map">What follows them.</param>
/// <param name="Shape">The shape of the value, as many numbers as the map has outputs.</param>
internal sealed record Signal(LayerList? Layers, AffineMap Map, ImmutableArray<int> Shape)
{
    public int Size => Map.OutputSize;

    public string ShapeText => $"[{string.Join(", ", Shape)}]";
}
