using System.Collections.Immutable;
using SdpKit.Modeling.Atoms;
using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a model at one moment, with every convex function written as cone constraints on auxiliary variables, which come after those of the model. Immutable.</summary>
internal sealed class ExpandedModel
{
    private readonly SdpModel _model;
    private readonly ImmutableArray<NamedCone>.Builder _constraints = ImmutableArray.CreateBuilder<NamedCone>();
    private readonly Lazy<Dictionary<Constraint, int>> _places;

    public ExpandedModel(SdpModel model, int variableCount, IEnumerable<NamedConstraint> constraints, ConvexExpression objective, bool isMaximum)
    {
        _model = model;
        IsMaximum = isMaximum;
        ModelVariableCount = VariableCount = variableCount;
        foreach ((CompactArray<string> names, Constraint constraint) in constraints)
        {
            ConeConstraint cone = constraint as ConeConstraint ?? Bounded((ConvexConstraint)constraint, names[0]);
            _constraints.Add(new NamedCone(names, cone, constraint));
        }

        Squares = [.. objective.Atoms.Where(atom => atom.Function == ConvexFunction.SumOfSquares).Select(SquareSum.Of)];
        Objective = Upper(objective.Affine, objective.Atoms.Where(atom => atom.Function != ConvexFunction.SumOfSquares), "the objective");
        Constraints = _constraints.DrainToImmutable();
        _places = new Lazy<Dictionary<Constraint, int>>(Places);
    }

    /// <summary>Gets a value indicating whether the objective, which is minimised here, is the negative of the caller's.</summary>
    public bool IsMaximum { get; }

    /// <summary>Gets the number of scalars that belong to variables of the model.</summary>
    public int ModelVariableCount { get; }

    /// <summary>Gets the number of scalars with the auxiliary ones.</summary>
    public int VariableCount { get; private set; }

    public ImmutableArray<NamedCone> Constraints { get; }

    /// <summary>Gets the affine part of what is minimised.</summary>
    public AffineExpression Objective { get; }

    /// <summary>Gets the squares that are minimised with it.</summary>
    public ImmutableArray<SquareSum> Squares { get; }

    /// <summary>Says whether an expression has variables or parameters of this model, or none.</summary>
    public bool IsOf(AffineExpression expression) => expression.Model is null || ReferenceEquals(expression.Model, _model);

    /// <summary>Finds the cone constraint that a constraint of the caller has become, the number of the one that holds it, and its first entry there.</summary>
    public (ConeConstraint Cone, int Index, int Entry) Find(Constraint constraint)
    {
        ArgumentNullException.ThrowIfNull(constraint);
        (Constraint holder, int entry) = (constraint as ConeConstraint)?.Row ?? (constraint, 0);
        return _places.Value.TryGetValue(holder, out int index)
            ? (constraint as ConeConstraint ?? Constraints[index].Cone, index, entry)
            : throw new ArgumentException($"The constraint was not required when the model was translated: {constraint}.");
    }

    /// <summary>Numbers the constraints, when the first is asked for; one that was required twice has the first number.</summary>
    private Dictionary<Constraint, int> Places()
    {
        var places = new Dictionary<Constraint, int>(Constraints.Length);
        for (int k = 0; k < Constraints.Length; k++)
        {
            places.TryAdd(Constraints[k].Source, k);
        }

        return places;
    }

    private ConeConstraint Bounded(ConvexConstraint constraint, string name) =>
        new(ConstraintKind.NonNegative, Upper(constraint.Expression.Affine, constraint.Expression.Atoms, name), constraint.Bound, "<=");

    /// <summary>Makes an affine scalar that is at least the convex expression, and equal to it where it is as small as the constraints allow.</summary>
    private AffineExpression Upper(AffineExpression affine, IEnumerable<WeightedAtom> atoms, string name)
    {
        AffineExpression sum = affine;
        foreach (WeightedAtom atom in atoms)
        {
            AffineExpression bound = atom.Function == ConvexFunction.NuclearNorm ? NuclearNorm(atom.Argument, name) : Epigraph(atom.Function, atom.Argument, name);
            sum += atom.Weight * bound;
        }

        return sum;
    }

    private AffineExpression NuclearNorm(AffineExpression e, string name)
    {
        Variable u = Auxiliary(ViewKind.Symmetric, e.RowCount);
        Variable v = Auxiliary(ViewKind.Symmetric, e.ColumnCount);
        Add(Expressions.Blocks([u, e], [e.Transposed(), v]), name);
        return (Expressions.Trace(u) + Expressions.Trace(v)) / 2.0;
    }

    /// <summary>Makes a scalar t with t >= f(e).</summary>
    private Variable Epigraph(ConvexFunction function, AffineExpression e, string name)
    {
        Variable t = Auxiliary(ViewKind.Rectangular, 1);
        switch (function)
        {
            case ConvexFunction.SumOfSquares:
                AffineExpression column = Column(e);
                Add(Expressions.Blocks([t, column.Transposed()], [column, Expressions.Identity(column.RowCount)]), name);
                break;
            case ConvexFunction.EuclideanNorm:
                AffineExpression vector = Column(e);
                Add(Expressions.Blocks([t, vector.Transposed()], [vector, t * Expressions.Identity(vector.RowCount)]), name);
                break;
            case ConvexFunction.SpectralNorm:
                Add(Expressions.Blocks([t * Expressions.Identity(e.RowCount), e], [e.Transposed(), t * Expressions.Identity(e.ColumnCount)]), name);
                break;
            default:
                Add((t * Expressions.Identity(e.RowCount)) - e, name);
                break;
        }

        return t;
    }

    private void Add(AffineExpression semidefinite, string name)
    {
        var cone = new ConeConstraint(ConstraintKind.Semidefinite, semidefinite, 0.0, ">>");
        _constraints.Add(new NamedCone(CompactArray<string>.Of($"{name} (matrix inequality)"), cone, cone));
    }

    /// <summary>Makes a column of the entries.</summary>
    private static AffineExpression Column(AffineExpression e) => e.RowCount == 1 ? e.Transposed() : e.Stacked();

    private Variable Auxiliary(ViewKind kind, int order)
    {
        var variable = new Variable(_model, "auxiliary", new VariableView(kind, order, order, VariableCount));
        VariableCount = checked(VariableCount + variable.View.Count);
        return variable;
    }
}
