namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Finds the orders in which the sizes of layers fit together, when names give the order only within groups.</summary>
internal sealed class LayerOrder
{
    /// <summary>Names that need a longer search are taken to give no order.</summary>
    private const int MostSteps = 1000;

    private readonly LayerArrays[][] _groups;
    private readonly WeightOrientation _orientation;
    private readonly int[] _taken;
    private readonly List<LayerArrays> _chain = [];
    private int _steps;

    private LayerOrder(LayerArrays[][] groups, WeightOrientation orientation)
    {
        _groups = groups;
        _orientation = orientation;
        _taken = new int[groups.Length];
    }

    /// <summary>Gets the first order found, or null.</summary>
    public LayerArrays[]? First { get; private set; }

    /// <summary>Gets a value indicating whether no other order fits.</summary>
    public bool IsOnly { get; private set; } = true;

    /// <summary>Searches.</summary>
    /// <param name="groups">Layers whose order among each other is known.</param>
    /// <param name="orientation">How their weights are read; not <see cref="WeightOrientation.Detect"/>.</param>
    public static LayerOrder Find(LayerArrays[][] groups, WeightOrientation orientation)
    {
        var order = new LayerOrder(groups, orientation);
        if (!groups.All(group => group.All(layer => layer.FitsBias(orientation))))
        {
            return order;
        }

        if (groups is [var only])
        {
            order.First = only.Zip(only.Skip(1)).All(pair => order.Fits(pair.First, pair.Second)) ? only : null;
        }
        else
        {
            order.Extend(groups.Sum(group => group.Length));
        }

        return order;
    }

    private bool Fits(LayerArrays before, LayerArrays after) => before.Outputs(_orientation) == after.Inputs(_orientation);

    private void Extend(int remaining)
    {
        if (remaining == 0)
        {
            IsOnly = First is null;
            First ??= [.. _chain];
            return;
        }

        for (int g = 0; g < _groups.Length && IsOnly; g++)
        {
            if (_taken[g] == _groups[g].Length || (_chain is [.., var last] && !Fits(last, _groups[g][_taken[g]])))
            {
                continue;
            }

            IsOnly = ++_steps < MostSteps;
            _chain.Add(_groups[g][_taken[g]++]);
            Extend(remaining - 1);
            _chain.RemoveAt(_chain.Count - 1);
            _taken[g]--;
        }
    }
}
