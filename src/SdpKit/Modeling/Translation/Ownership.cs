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

    public Ownership(ExpandedModel model, Layout layout)
    {
        _owned = new bool[model.Constraints.Length][];
        FreeCount = model.VariableCount;
        for (int k = 0; k < model.Constraints.Length; k++)
        {
            if (model.Constraints[k].Cone is { Kind: not ConstraintKind.Equal } cone)
            {
                Consider(k, cone, layout);
                DefinitionCount += cone.EntryCount - OwnedCount(k);
            }
        }
    }

    /// <summary>Gets what was found.</summary>
    public IEnumerable<Owner> Owners => _owners.Values;

    /// <summary>Gets the number of scalars that are not in Y.</summary>
    public int FreeCount { get; private set; }

    /// <summary>Gets the number of entries of inequalities that need an equation to say what they are.</summary>
    public long DefinitionCount { get; }

    /// <summary>Says whether an entry of an inequality is a variable as it is.</summary>
    public bool IsOwned(int constraint, int index) => _owned[constraint] is { } owned && owned[index];

    /// <summary>Counts such entries.</summary>
    public int OwnedCount(int constraint) => _owned[constraint]?.Count(isOwned => isOwned) ?? 0;

    /// <summary>Finds where a scalar is; null where it is free.</summary>
    public Owner? Find(int scalar)
    {
        (int low, int high) = (0, _owners.Count);
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = _owners.GetKeyAtIndex(middle) <= scalar ? (middle + 1, high) : (low, middle);
        }

        return low > 0 && _owners.GetValueAtIndex(low - 1) is { } owner && scalar < owner.View.First + owner.View.Count ? owner : null;
    }

    private void Consider(int constraint, ConeConstraint cone, Layout layout)
    {
        List<Placement> placements = [.. cone.Expression.Terms.OfType<ProductTerm>().Select(term => Placement.Find(term, cone)).OfType<Placement>().Where(found => found.CoversEachOnce)];
        if (placements.Count == 0)
        {
            return;
        }

        byte[] occupied = Occupancy.Of(cone);
        Dictionary<int, double>? constants = null;
        foreach (Placement placement in placements)
        {
            if (_owners.ContainsKey(placement.Term.Variable.First) || placement.Indexes.Any(index => occupied[index] != 1))
            {
                continue;
            }

            constants ??= SparseAlgebra.Entries(cone.Expression.ConstantPart).Where(entry => !cone.IsSymmetric || entry.Row >= entry.Column)
                .ToDictionary(entry => cone.Index(entry.Row, entry.Column), entry => entry.Value);
            Owner owner = placement.Own(cone, layout.Places[constraint], layout.ScalarBlock, constants);
            _owners.Add(owner.View.First, owner);
            FreeCount -= owner.View.Count;
            bool[] owned = _owned[constraint] ??= new bool[occupied.Length];
            foreach (int index in placement.Indexes)
            {
                owned[index] = true;
            }
        }
    }
}
