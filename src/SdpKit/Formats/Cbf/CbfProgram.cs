namespace SdpKit.Formats.Cbf;

/// <summary>Represents the content of a CBF file; everything is counted from 0.</summary>
/// <remarks>
/// <code>
/// minimize or maximize  sum_j &lt;F_j, V_j> + sum_j a_j x_j + b
/// subject to            g_i = sum_j &lt;F_ij, V_j> + sum_j a_ij x_j + b_i in a linear cone,   x_j in a linear cone
///                       G_i = sum_j x_j H_ij + D_i >= 0,                                  V_j >= 0
/// </code>
/// H. A. Friberg, CBLIB 2014: a benchmark library for conic mixed-integer and continuous optimization, Mathematical Programming Computation 8 (2016).
/// </remarks>
internal sealed class CbfProgram
{
    public bool IsMaximization { get; set; }

    /// <summary>Gets the orders of the matrix variables V_j.</summary>
    public List<int> MatrixOrders { get; } = [];

    /// <summary>Gets the orders of the matrix constraints G_i.</summary>
    public List<int> ConstraintOrders { get; } = [];

    /// <summary>Gets the cones of the scalar variables x_j.</summary>
    public CbfCones Variables { get; } = new();

    /// <summary>Gets the cones of the scalar constraints g_i.</summary>
    public CbfCones Constraints { get; } = new();

    /// <summary>Gets F_j; each of them with <see cref="MatrixEntry.Owner"/> 0.</summary>
    public List<MatrixEntry> ObjectiveMatrices { get; } = [];

    /// <summary>Gets F_ij; the owner is i, the index j.</summary>
    public List<MatrixEntry> ConstraintMatrices { get; } = [];

    /// <summary>Gets H_ij; the owner is i, the index j.</summary>
    public List<MatrixEntry> Coefficients { get; } = [];

    /// <summary>Gets D_i; the owner is i, the index 0.</summary>
    public List<MatrixEntry> Constants { get; } = [];

    /// <summary>Gets a_j.</summary>
    public List<(int Variable, double Value)> Objective { get; } = [];

    public double ObjectiveConstant { get; set; }

    /// <summary>Gets a_ij.</summary>
    public List<(int Constraint, int Variable, double Value)> Rows { get; } = [];

    /// <summary>Gets b_i.</summary>
    public List<(int Constraint, double Value)> RowConstants { get; } = [];

    /// <summary>Gets how many entries the file has: what its sizes are to be in proportion with.</summary>
    public long EntryCount => (long)ObjectiveMatrices.Count + ConstraintMatrices.Count + Coefficients.Count + Constants.Count + Objective.Count + Rows.Count + RowConstants.Count;

    /// <summary>Represents an entry of a symmetric matrix, of the lower triangle; its mirror is implied.</summary>
    public readonly record struct MatrixEntry(int Owner, int Index, int Row, int Column, double Value);
}
