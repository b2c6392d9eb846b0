using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a whole variable that stands somewhere in a constraint, up to a factor.</summary>
/// <param name="Term">The term.</param>
/// <param name="FirstRow">The row of the constraint in which the variable begins.</param>
/// <param name="FirstColumn">The column in which it begins.</param>
internal sealed record Placement(ProductTerm Term, int FirstRow, int FirstColumn)
{
    /// <summary>Recognises [0; I; 0] V [0, I, 0] times a factor.</summary>
    public static Placement? Find(ProductTerm term) =>
        term.Parameter < 0 && term.Scale != 0.0 && FirstOf(term.Left) is { } row && FirstOf(term.Right) is { } column ? new Placement(term, row, column) : null;

    /// <summary>Says whether each scalar is in one of the entries that say all of a constraint, and in no other of them.</summary>
    public bool CoversEachOnce(ConeConstraint cone)
    {
        VariableView view = Term.Variable;
        return view.Kind switch
        {
            ViewKind.Symmetric => view.Rows == 1 || (cone.IsSymmetric && FirstRow == FirstColumn),
            ViewKind.Diagonal => !cone.IsSymmetric || FirstRow >= FirstColumn,
            _ => !cone.IsSymmetric || FirstRow >= FirstColumn + view.Columns - 1,
        };
    }

    /// <summary>Numbers the entries that the variable fills, as the constraint does.</summary>
    public IEnumerable<int> Indexes(ConeConstraint cone)
    {
        VariableView view = Term.Variable;
        for (int scalar = view.First; scalar < view.First + view.Count; scalar++)
        {
            (int row, int column) = view.Place(scalar);
            yield return cone.Index(FirstRow + row, FirstColumn + column);
        }
    }

    private static int? FirstOf(HypersparseRows matrix) =>
        matrix.IsIdentityWithin && matrix.Row(matrix.StoredCount - 1) == matrix.Row(0) + matrix.StoredCount - 1 ? matrix.Row(0) : null;
}
