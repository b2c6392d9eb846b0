using SdpKit.LinearAlgebra;

namespace SdpKit.Presolve.Dependencies;

/// <summary>Holds vectors of a long sparse space in a short dense one: columns are added up, with random signs, in a few buckets.</summary>
/// <remarks>
/// A count sketch (Charikar, Chen and Farach-Colton, 2002). Every dependency of the long vectors is one of the short vectors too, so independence of the
/// short vectors proves independence. With twice as many buckets as vectors a dependency that only the sketch has is unlikely; it is ruled out afterwards on
/// the long vectors. The hash is fixed, so the result is always the same.
/// </remarks>
internal sealed unsafe class RowSketch : IDisposable
{
    // Adding up one entry after the other takes the time of about this many entries of a dense inner product.
    private const int SparseEntryCost = 16;

    private readonly AlignedBuffer _vectors;
    private readonly bool _isExact;

    // Per bucket the entries of the kept vectors, where these are sparse.
    private readonly List<(int Vector, double Value)>[]? _entries;

    /// <summary>Makes room for vectors.</summary>
    /// <param name="capacity">The number of vectors, the one in hand included.</param>
    /// <param name="columnCount">The dimension of the long space.</param>
    /// <param name="entryCount">The number of entries of all long vectors together.</param>
    public RowSketch(int capacity, int columnCount, long entryCount)
    {
        int buckets = (2 * capacity) + 64;
        _isExact = columnCount <= buckets;
        Length = _isExact ? columnCount : buckets;
        _vectors = new AlignedBuffer((nint)capacity * Length);
        _entries = SparseEntryCost * entryCount < (long)capacity * Length ? [.. Enumerable.Range(0, Length).Select(_ => new List<(int, double)>())] : null;
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

    /// <summary>Says that short vector <paramref name="index"/> stays as it is; to be said of one after the other.</summary>
    public void Keep(int index)
    {
        for (int bucket = 0; _entries is not null && bucket < Length; bucket++)
        {
            if (Vector(index)[bucket] != 0.0)
            {
                _entries[bucket].Add((index, Vector(index)[bucket]));
            }
        }
    }

    /// <summary>Computes the inner products of the first <paramref name="count"/> short vectors, all of them kept, with the one after them.</summary>
    public void Multiply(int count, double* products)
    {
        double* vector = Vector(count);
        if (_entries is null)
        {
            for (int k = 0; k < count; k++)
            {
                products[k] = VectorOperations.Dot(Vector(k), vector, Length);
            }

            return;
        }

        new Span<double>(products, count).Clear();
        for (int bucket = 0; bucket < Length; bucket++)
        {
            if (vector[bucket] != 0.0)
            {
                foreach ((int k, double value) in _entries[bucket])
                {
                    products[k] += value * vector[bucket];
                }
            }
        }
    }

    public void Dispose() => _vectors.Dispose();
}
