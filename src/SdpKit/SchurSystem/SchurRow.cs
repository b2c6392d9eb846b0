using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Adds the inner products of one term with others to where they belong in the lower triangle of H.</summary>
internal static unsafe class SchurRow
{
    /// <param name="lower">H, or the local matrix of a block where H is sparse.</param>
    /// <param name="others">The rows of H of the other terms, by number.</param>
    /// <param name="position">The row and column of H of the term j.</param>
    /// <param name="first">The first of the other terms that there is a value for; all after it have one.</param>
    /// <param name="values"><c>&lt;F_i, P F_j Q></c>.</param>
    public static void Add(MatrixView lower, ReadOnlySpan<int> others, int position, int first, double* values)
    {
        double* column = lower.Column(position);
        double* row = lower.At(position, 0);
        nint stride = lower.Stride;
        others = others[first..];
        for (int k = 0; k < others.Length; k++)
        {
            int other = others[k];
            double* place = other >= position ? column + other : row + (other * stride);
            *place += values[k];
        }
    }
}
