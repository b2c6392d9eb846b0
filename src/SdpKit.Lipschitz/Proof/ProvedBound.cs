namespace SdpKit.Lipschitz.Proof;

/// <summary>Represents a proved Lipschitz bound of a network: the product over its parts.</summary>
internal sealed class ProvedBound
{
    /// <exception cref="ArgumentException">The parts are not all layers of one network, in order.</exception>
    public ProvedBound(IReadOnlyList<ProvedPart> parts)
    {
        Network network = parts[0].Part.Network;
        for (int k = 0; k < parts.Count; k++)
        {
            bool joins = parts[k].Part.First == (k == 0 ? 0 : parts[k - 1].Part.Last + 1);
            if (parts[k].Part.Network != network || !joins || (k == parts.Count - 1 && parts[k].Part.Last != network.Layers.Length - 1))
            {
                throw new ArgumentException("The parts are not all layers of one network in order.", nameof(parts));
            }
        }

        Parts = parts;
        Value = parts.Select(part => part.Bound).Aggregate(ProductUp);
    }

    public IReadOnlyList<ProvedPart> Parts { get; }

    /// <summary>Gets the bound, rounded up.</summary>
    public double Value { get; }

    public double Margin => Parts.Min(part => part.Margin);

    private static double ProductUp(double x, double y) => x == 0.0 || y == 0.0 ? 0.0 : Math.BitIncrement(x * y);
}
