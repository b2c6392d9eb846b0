using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve;

/// <summary>Holds vectors of a long sparse space in a short dense one: columns are added up, with random signs, in a few buckets.</summary>
/// <remarks>
/// A count sketch (Charikar, Chen and Farach-Colton, 2002). Every dependency of the long vectors is one of the short vectors too, so independence of the
/// short vectors proves independence. With twice as many buckets as vectors a dependency that only the sketch has is unlikely; it is ruled out afterwards on
/// the long vectors. The hash is fixed, so the result is always the same.
/// </remarks>
internal sealed unsafe class RowSketch : IDisposable
{
    private readonly AlignedBuffer _vectors;
    private readonly bool _isExact;

    public RowSketch(int capacity, int columnCount)
    {
        int buckets = (2 * capacity) + 64;
        _isExact = columnCount <= buckets;
        Length = _isExact ? columnCount : buckets;
        _vectors = new AlignedBuffer((nint)capacity * Length);
    }

    /// <summary>Gets the length of the short vectors.</summary>
    public int Length { get; }

    /// <summary>Gets one short vector.</summary>
    public double* Vector(int index) => _vectors.Data + ((nint)index * Length);

    /// <summary>Adds a value at a place of the long space to a short vector.</summary>
    public void Add(int index, int column, double value)
    {
        if (_isExact)
        {
            Vector(index)[column] += value;
            return;
        }

        // Fibonacci hashing: the high half of the product picks the bucket, one bit below it the sign.
        ulong hash = (ulong)(column + 1) * 0x9E3779B97F4A7C15UL;
        int bucket = (int)(((hash >> 32) * (ulong)Length) >> 32);
        Vector(index)[bucket] += (hash & (1UL << 31)) == 0 ? value : -value;
    }

    public void Dispose() => _vectors.Dispose();
}
