using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a whole variable that stands somewhere in a constraint, up to a factor.</summary>
internal sealed class Placement
{
    private readonly int _firstRow;
    private readonly int _firstColumn;
    private readonly bool _isRepeated;
    private readonly List<(int Scalar, int Row, int Column)> _places = [];

    private Placement(ProductTerm term, ConeConstraint cone, int firstRow, int firstColumn)
    {
        Term = term;
        (_firstRow, _firstColumn) = (firstRow, firstColumn);
        var seen = new bool[term.Variable.Count];
        for (int j = 0; j < term.Variable.Columns; j++)
        {
            for (int i = 0; i < term.Variable.Rows; i++)
            {
                (int scalar, int row, int column) = (term.Variable.At(i, j), firstRow + i, firstColumn + j);
                if (scalar >= 0 && (!cone.IsSymmetric || row >= column))
                {
                    _places.Add((scalar, row, column));
                    _isRepeated = _isRepeated || seen[scalar - term.Variable.First];
                    seen[scalar - term.Variable.First] = true;
                }
            }
        }

        Indexes = [.. _places.Select(place => cone.Index(place.Row, place.Column))];
    }

    /// <summary>Gets the term.</summary>
    public ProductTerm Term { get; }

    /// <summary>Gets the entries of the constraint that the variable fills, of a symmetric one those of the lower triangle.</summary>
    public int[] Indexes { get; }

    /// <summary>Gets a value indicating whether each scalar is in one of these, and in no other.</summary>
    public bool CoversEachOnce => !_isRepeated && _places.Count == Term.Variable.Count;

    /// <summary>Recognises [0; I; 0] V [0, I, 0] times a factor.</summary>
    public static Placement? Find(ProductTerm term, ConeConstraint cone) =>
        term.Parameter < 0 && term.Scale != 0.0 && FirstOf(term.Left) is { } row && FirstOf(term.Right) is { } column ? new Placement(term, cone, row, column) : null;

    /// <summary>Makes the variable a part of Y.</summary>
    public Owner Own(ConeConstraint cone, int place, int scalarBlock, Dictionary<int, double> constants)
    {
        bool isScalar = cone.Kind == ConstraintKind.NonNegative;
        int count = Term.Variable.Count;
        var owner = new Owner(Term.Variable, isScalar ? scalarBlock : place, _firstRow, _firstColumn, Term.Scale, new int[count], new int[count], new double[count]);
        for (int k = 0; k < count; k++)
        {
            (int scalar, int row, int column) = _places[k];
            int local = scalar - Term.Variable.First;
            (owner.Rows[local], owner.Columns[local]) = isScalar ? (place + Indexes[k], place + Indexes[k]) : (row, column);
            owner.Constants[local] = constants.GetValueOrDefault(Indexes[k]);
        }

        return owner;
    }

    private static int? FirstOf(SparseRows matrix)
    {
        int first = 0;
        while (first < matrix.RowCount && matrix.Columns(first).IsEmpty)
        {
            first++;
        }

        bool isEmbedding = matrix.EntryCount == matrix.ColumnCount && first + matrix.ColumnCount <= matrix.RowCount;
        for (int k = 0; isEmbedding && k < matrix.ColumnCount; k++)
        {
            isEmbedding = matrix.Columns(first + k) is [var column] && column == k && matrix.Values(first + k)[0] == 1.0;
        }

        return isEmbedding ? first : null;
    }
}
