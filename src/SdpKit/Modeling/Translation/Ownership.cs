using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Finds variables that are parts of Y as they are, so that the equation form needs neither free scalars nor definitions for them.</summary>
/// <remarks>
/// Such a variable stands in a semidefinite or scalar inequality where each of its scalars is, up to a constant, all there is in one entry: X >> 0, X >> C, x >= l, or U, X and V
/// in [U, X; X', V] >> 0. Each variable goes to the first inequality that has it so.
/// </remarks>
internal sealed class Ownership
{
    private readonly SortedList<int, Owner> _owners = [];
    private readonly bool[]?[] _owned;
    private readonly int[] _ownedCounts;

    public Ownership(ExpandedModel model, Layout layout)
    {
        _owned = new bool[model.Constraints.Length][];
        _ownedCounts = new int[model.Constraints.Length];
        var found = new SortedList<int, (int Constraint, Placement Placement)>();
        for (int k = 0; k < model.Constraints.Length; k++)
        {
            if (model.Constraints[k].Cone is { Kind: not ConstraintKind.Equal } cone)
            {
                Consider(k, cone, found);
                DefinitionCount += cone.EntryCount - _ownedCounts[k];
            }
        }

        int owned = 0;
        foreach ((int first, (int constraint, Placement placement)) in found)
        {
            ConeConstraint cone = model.Constraints[constraint].Cone;
            (int block, int start) = cone.Kind == ConstraintKind.Semidefinite ? (layout.Places[constraint], 0) : (layout.ScalarBlock, layout.Places[constraint]);
            _owners.Add(first, new Owner(cone, placement, block, start, first - owned));
            owned += placement.Term.Variable.Count;
        }

        FreeCount = model.VariableCount - owned;
    }

    /// <summary>Gets what was found, by ascending scalars.</summary>
    public IEnumerable<Owner> Owners => _owners.Values;

    /// <summary>Gets the number of scalars that are not in Y.</summary>
    public int FreeCount { get; }

    /// <summary>Gets the number of entries of inequalities that need an equation to say what they are.</summary>
    public long DefinitionCount { get; }

    /// <summary>Says whether an entry of an inequality is a variable as it is.</summary>
    public bool IsOwned(int constraint, int index) => _owned[constraint] is { } owned && owned[index];

    /// <summary>Counts such entries.</summary>
    public int OwnedCount(int constraint) => _ownedCounts[constraint];

    /// <summary>Finds where a scalar is; null, and its number among the free ones, where it is not in Y.</summary>
    public (Owner? Owner, int Free) Find(int scalar)
    {
        (int low, int high) = (0, _owners.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _owners.GetKeyAtIndex(middle) <= scalar ? (middle + 1, high) : (low, middle);
        }

        if (low == 0)
        {
            return (null, scalar);
        }

        Owner before = _owners.GetValueAtIndex(low - 1);
        int end = before.View.First + before.View.Count;
        return scalar < end ? (before, -1) : (null, before.FreeBefore + scalar - end);
    }

    private void Consider(int constraint, ConeConstraint cone, SortedList<int, (int Constraint, Placement Placement)> found)
    {
        List<Placement> placements = [.. cone.Expression.Terms.OfType<ProductTerm>().Select(Placement.Find).OfType<Placement>().Where(placement => placement.CoversEachOnce(cone))];
        if (placements.Count == 0)
        {
            return;
        }

        byte[] occupied = Occupancy.Of(cone);
        foreach (Placement placement in placements)
        {
            if (found.ContainsKey(placement.Term.Variable.First) || placement.Indexes(cone).Any(index => occupied[index] != 1))
            {
                continue;
            }

            found.Add(placement.Term.Variable.First, (constraint, placement));
            _ownedCounts[constraint] += placement.Term.Variable.Count;
            bool[] owned = _owned[constraint] ??= new bool[occupied.Length];
            foreach (int index in placement.Indexes(cone))
            {
                owned[index] = true;
            }
        }
    }
}
