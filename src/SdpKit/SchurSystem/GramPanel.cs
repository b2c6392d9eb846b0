using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Represents some columns of U'PU and U'QU, from the row <paramref name="Origin"/> on.</summary>
internal readonly unsafe record struct GramPanel(MatrixView Inverse, MatrixView Dual, int Origin)
{
    /// <summary>Gets a column of U'PU, to be indexed by the row of the whole matrix.</summary>
    public double* InverseColumn(int column) => Inverse.Column(column - Origin) - Origin;

    /// <summary>Gets a column of U'QU, to be indexed by the row of the whole matrix.</summary>
    public double* DualColumn(int column) => Dual.Column(column - Origin) - Origin;
}
