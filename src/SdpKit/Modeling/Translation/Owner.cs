using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Says where in Y a variable is: V = (Y - C) / s on a part of a block that holds s V + C. Immutable.</summary>
/// <param name="cone">The inequality that the block stands for.</param>
/// <param name="placement">Where the variable stands in it.</param>
/// <param name="block">The block.</param>
/// <param name="first">Of a scalar inequality, its first place in the diagonal block; otherwise 0.</param>
/// <param name="freeBefore">The number of free scalars before this variable.</param>
internal sealed class Owner(ConeConstraint cone, Placement placement, int block, int first, int freeBefore)
{
    /// <summary>Gets the variable as it stands in the block.</summary>
    public VariableView View { get; } = placement.Term.Variable;

    /// <summary>Gets the block.</summary>
    public int Block { get; } = block;

    /// <summary>Gets the row and the column of Y in which V begins, of a semidefinite block.</summary>
    public (int Row, int Column) First => (placement.FirstRow, placement.FirstColumn);

    /// <summary>Gets s.</summary>
    public double Scale { get; } = placement.Term.Scale;

    /// <summary>Gets the number of free scalars before this variable.</summary>
    public int FreeBefore { get; } = freeBefore;

    /// <summary>Gets a value indicating whether C is not 0.</summary>
    public bool HasConstants => cone.Expression.ConstantPart.EntryCount > 0;

    /// <summary>Finds the entry of Y that a scalar of the model is, and its entry of C.</summary>
    public (int Row, int Column, double Constant) Place(int scalar)
    {
        (int i, int j) = View.Place(scalar);
        (int row, int column) = (placement.FirstRow + i, placement.FirstColumn + j);
        int index = cone.Index(row, column);
        double constant = SparseAlgebra.At(cone.Expression.ConstantPart, row, column);
        return cone.Kind == ConstraintKind.NonNegative ? (first + index, first + index, constant) : (row, column, constant);
    }
}
