using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Keeps the Cholesky factor L of the Gram matrix of a set of vectors to which one vector after the other is added.</summary>
/// <remarks>Row by row, so that each step is inner products with, or updates by, contiguous rows of L.</remarks>
internal sealed unsafe class GrowingCholesky(int capacity) : IDisposable
{
    private readonly AlignedBuffer _rows = new((nint)capacity * capacity);

    /// <summary>Gets the number of vectors.</summary>
    public int Count { get; private set; }

    /// <summary>Replaces the inner products g of a vector with the set by y = L^-1 g; |y|^2 is the square of its projection on their span.</summary>
    public void Project(double* products)
    {
        for (int k = 0; k < Count; k++)
        {
            double* row = Row(k);
            products[k] = (products[k] - VectorOperations.Dot(row, products, k)) / row[k];
        }
    }

    /// <summary>Replaces y by L^-T y, the coefficients of the projection.</summary>
    public void ToCoefficients(double* projection)
    {
        for (int k = Count - 1; k >= 0; k--)
        {
            double* row = Row(k);
            projection[k] /= row[k];
            VectorOperations.AddScaled(-projection[k], row, projection, k);
        }
    }

    /// <summary>Adds the vector with projection y and distance d from the span.</summary>
    public void Add(double* projection, double distance)
    {
        double* row = Row(Count);
        new ReadOnlySpan<double>(projection, Count).CopyTo(new Span<double>(row, Count));
        row[Count++] = distance;
    }

    public void Dispose() => _rows.Dispose();

    private double* Row(int row) => _rows.Data + ((nint)row * capacity);
}
