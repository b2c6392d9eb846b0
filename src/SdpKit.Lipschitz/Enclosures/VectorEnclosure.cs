namespace SdpKit.Lipschitz.Enclosures;

/// <summary>Holds a vector of enclosed numbers. What is computed of it encloses what real arithmetic would give.</summary>
internal sealed record VectorEnclosure(EnclosedNumber[] Components)
{
    /// <summary>Gets a bound of the Euclidean distance from the centers, infinite where none is known. Behind many layers it may be far less than the radii would be without it.</summary>
    public double Distance { get; init; } = double.PositiveInfinity;

    public EnclosedNumber this[int index] => Components[index];

    /// <summary>Holds one vector.</summary>
    public static VectorEnclosure Of(ReadOnlySpan<double> vector)
    {
        var components = new EnclosedNumber[vector.Length];
        for (int i = 0; i < components.Length; i++)
        {
            components[i] = vector[i];
        }

        return new VectorEnclosure(components) { Distance = 0.0 };
    }

    /// <summary>Computes the outputs of a network.</summary>
    public static VectorEnclosure OfOutputs(Network network, ReadOnlySpan<double> input)
    {
        VectorEnclosure value = Of(input);
        foreach (DenseLayer layer in network.Layers)
        {
            value = value.Multiply(layer).Activate(layer.Activation);
        }

        return value;
    }

    /// <summary>Holds the vector of the centers alone.</summary>
    public VectorEnclosure AtCenters() => Of([.. Components.Select(component => component.Center)]);

    /// <summary>Computes W x + b, component by component; where a distance is known, also as that of the centers, which is off by |w_i| times the distance at most.</summary>
    public VectorEnclosure Multiply(DenseLayer layer, bool withBias = true)
    {
        bool hasDistance = Distance > 0.0 && double.IsFinite(Distance);
        EnclosedNumber[] centers = hasDistance ? AtCenters().Components : [];
        var result = new EnclosedNumber[layer.OutputSize];
        for (int i = 0; i < layer.OutputSize; i++)
        {
            EnclosedNumber start = withBias ? layer.BiasOf(i) : default;
            EnclosedNumber sum = EnclosedNumber.Sum(start, layer.Row(i), layer.Radii(i), Components);
            EnclosedNumber near = hasDistance ? EnclosedNumber.Sum(start, layer.Row(i), layer.Radii(i), centers).Widened((layer.Norm(i) * Distance).Upper) : sum;
            result[i] = near.Radius < sum.Radius ? near : sum;
        }

        return new VectorEnclosure(result);
    }

    /// <summary>Applies an activation.</summary>
    public VectorEnclosure Activate(Activation activation) => new([.. Components.Select(component => activation.Enclose(component))]);
}
