using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents that an affine expression lies in a cone.</summary>
internal sealed class ConeConstraint : Constraint
{
    private readonly string _relation;

    /// <summary>Compares two expressions; the shapes are checked here.</summary>
    public ConeConstraint(ConstraintKind kind, AffineExpression left, AffineExpression right, string relation)
    {
        ArgumentNullException.ThrowIfNull(left);
        ArgumentNullException.ThrowIfNull(right);
        Kind = kind;
        _relation = relation;
        IsReversed = relation is "<=" or "<<";
        (left, right) = (Stretched(left, right), Stretched(right, left));
        if (left.RowCount != right.RowCount || left.ColumnCount != right.ColumnCount)
        {
            throw new ArgumentException(
                $"Cannot compare {left.Shape} {relation} {right.Shape}: " + (kind == ConstraintKind.Semidefinite
                    ? "expected matrices of one order, or 0; a multiple t of the identity is t * Identity(n)."
                    : "the shapes must be the same, or one side a scalar."));
        }

        Expression = (IsReversed ? right - left : left - right).Compacted();
        if (kind == ConstraintKind.Semidefinite && Expression.RowCount != Expression.ColumnCount)
        {
            throw new ArgumentException($"Cannot require {relation} of a {Expression.Shape} expression: only a square matrix can be positive semidefinite; for every entry, use >= or <=.");
        }

        (int Row, int Column)? place = SymmetryTest.Violation(Expression);
        IsSymmetric = place is null;
        if (kind == ConstraintKind.Semidefinite && place is var (row, column))
        {
            throw new ArgumentException(
                $"Cannot require {relation}: the expression is not symmetric, entries [{row}, {column}] and [{column}, {row}] differ. The symmetric part of e is (e + Transpose(e)) / 2.");
        }
    }

    /// <summary>Requires something of all entries of a row.</summary>
    public ConeConstraint(ConstraintKind kind, AffineExpression row) => (Kind, Expression, _relation) = (kind, row, string.Empty);

    /// <summary>Gets what is required of <see cref="Expression"/>.</summary>
    public ConstraintKind Kind { get; }

    /// <summary>Gets left - right, or right - left where <see cref="IsReversed"/>.</summary>
    public AffineExpression Expression { get; }

    /// <summary>Gets a value indicating whether the right-hand side enters with a plus.</summary>
    public bool IsReversed { get; }

    /// <summary>Gets a value indicating whether mirrored entries are the same, so that the lower triangle says all.</summary>
    public bool IsSymmetric { get; }

    /// <summary>Gets the number of scalars that say all.</summary>
    public long EntryCount => IsSymmetric ? Packed.Index(Expression.RowCount, 0) : (long)Expression.RowCount * Expression.ColumnCount;

    /// <summary>Gets the constraint that this scalar one has become an entry of, and which; null as long as it stands by itself.</summary>
    public (ConeConstraint Constraint, int Column)? Row { get; set; }

    internal override SdpModel? Model => Expression.Model;

    /// <summary>Numbers the scalars; those above the diagonal of a symmetric expression are those below.</summary>
    public int Index(int row, int column) => IsSymmetric ? (int)Packed.Index(row, column) : row + (Expression.RowCount * column);

    public override string ToString() => $"{Expression.Shape} constraint {_relation} on {SymbolList.Of(Expression)}";

    /// <summary>Gives a scalar side the shape of the other; beside a matrix inequality only 0 has one.</summary>
    private AffineExpression Stretched(AffineExpression side, AffineExpression other)
    {
        if (!side.IsScalar || other.IsScalar)
        {
            return side;
        }

        bool isZero = side.IsConstant && side.Number == 0.0;
        return isZero ? Expressions.Zeros(other.RowCount, other.ColumnCount)
            : Kind == ConstraintKind.Semidefinite ? side : side * Expressions.Ones(other.RowCount, other.ColumnCount);
    }
}
