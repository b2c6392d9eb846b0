using System.Collections.Immutable;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents a value that depends on the network's input: some layers, then an affine map, in the given shape for a batch of one. Immutable.</summary>
/// <param name="Layers">The layers before the last activation, from the last back to the first; null for none.</param>
/// <param name="Base">What follows them, up to <see cref="Factor"/> and <see cref="Offset"/>.</param>
/// <param name="Shape">The shape of the value, as many numbers as the map has outputs.</param>
internal sealed record Signal(LayerList? Layers, AffineMap Base, ImmutableArray<int> Shape)
{
    /// <summary>Gets the number by which all values are multiplied. It is kept apart from the map so that x / sqrt(2) is known to be a multiple of x.</summary>
    public EnclosedNumber Factor { get; init; } = 1.0;

    /// <summary>Gets the number that is added to all values after that.</summary>
    public EnclosedNumber Offset { get; init; }

    /// <summary>Gets the node that made columns of rows last; null for none.</summary>
    public OnnxNode? Transposed { get; init; }

    /// <summary>Gets what follows the layers.</summary>
    public AffineMap Map
    {
        get
        {
            AffineMap scaled = Factor is { Center: 1.0, Radius: 0.0 } ? Base : Base.Scale(Repeated(Factor));
            return Offset.IsZero ? scaled : scaled.Shift(Repeated(Offset));
        }
    }

    public int Size => Base.OutputSize;

    public string ShapeText => $"[{string.Join(", ", Shape)}]";

    /// <summary>Makes a value of another map behind the same layers.</summary>
    public Signal WithMap(AffineMap map) => new(Layers, map, Shape) { Transposed = Transposed };

    /// <summary>Multiplies all values by a number.</summary>
    public Signal Scaled(EnclosedNumber factor) => this with { Factor = factor * Factor, Offset = factor * Offset };

    /// <summary>Tells whether both are multiples of the same value, up to offsets.</summary>
    public bool IsLike(Signal other) =>
        ReferenceEquals(Base, other.Base) && ReferenceEquals(Layers, other.Layers) && Shape.AsSpan().SequenceEqual(other.Shape.AsSpan());

    private EnclosedArray Repeated(EnclosedNumber value) => EnclosedArray.Of(Size, _ => value);
}
