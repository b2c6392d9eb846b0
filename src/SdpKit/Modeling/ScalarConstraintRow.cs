using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Joins scalar constraints that follow one another to one constraint on a row, of which a model may have very many: by themselves they take ten times the room.</summary>
internal static class ScalarConstraintRow
{
    /// <summary>Joins what can be joined, from a place on; the order stays.</summary>
    public static void Join(List<NamedConstraint> constraints, int first)
    {
        int count = first;
        for (int start = first, end; start < constraints.Count; start = end)
        {
            end = start + 1;
            while (end < constraints.Count && CanJoin(constraints[start].Constraint, constraints[end].Constraint))
            {
                end++;
            }

            constraints[count++] = end == start + 1 ? constraints[start] : Joined(constraints.GetRange(start, end - start));
        }

        constraints.RemoveRange(count, constraints.Count - count);
    }

    private static bool CanJoin(Constraint first, Constraint second) => KindOf(first) is { } kind && kind == KindOf(second);

    /// <summary>Finds the kind of a constraint that can be joined.</summary>
    /// <remarks>One without variables might stand in two models, and a term that is all of a variable may become a part of Y.</remarks>
    private static ConstraintKind? KindOf(Constraint constraint) =>
        constraint is ConeConstraint { Kind: not ConstraintKind.Semidefinite, Expression: { IsScalar: true, Model: not null } scalar } cone && scalar.Terms.All(term => term is EntriesTerm)
            ? cone.Kind
            : null;

    private static NamedConstraint Joined(List<NamedConstraint> constraints)
    {
        List<Entry> entries = [];
        var numbers = new TripletList();
        ConeConstraint[] scalars = [.. constraints.Select(constraint => (ConeConstraint)constraint.Constraint)];
        for (int column = 0; column < scalars.Length; column++)
        {
            AffineExpression scalar = scalars[column].Expression;
            numbers.Add(0, column, scalar.Number);
            entries.AddRange(scalar.Terms.SelectMany(term => (EntriesTerm)term).Select(entry => entry with { Column = column }));
        }

        var row = new ConeConstraint(
            scalars[0].Kind,
            new AffineExpression(scalars[0].Model, numbers.Build(1, scalars.Length), [new EntriesTerm(1, scalars.Length, entries)]));
        for (int column = 0; column < scalars.Length; column++)
        {
            scalars[column].Row ??= (row, column);
        }

        return new NamedConstraint(CompactArray<string>.Of(constraints, constraint => constraint.Names[0]), row);
    }
}
