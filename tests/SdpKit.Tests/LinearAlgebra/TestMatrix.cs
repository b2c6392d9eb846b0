using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>A matrix with padding between its columns that no kernel may touch.</summary>
internal sealed unsafe class TestMatrix : IDisposable
{
    private const int Padding = 3;
    private const double Guard = -7.25e77;

    private readonly AlignedBuffer _buffer;

    public TestMatrix(int rows, int columns)
    {
        Rows = rows;
        Columns = columns;
        _buffer = new AlignedBuffer((nint)(rows + Padding) * columns);
        new Span<double>(_buffer.Data, (int)_buffer.Length).Fill(Guard);
    }

    public int Rows { get; }

    public int Columns { get; }

    public MatrixView View => new(_buffer.Data, Rows, Columns, Rows + Padding);

    public ref double this[int row, int column] => ref *View.At(row, column);

    public static TestMatrix Create(int rows, int columns, Func<int, int, double> entry)
    {
        TestMatrix matrix = new(rows, columns);
        for (int j = 0; j < columns; j++)
        {
            for (int i = 0; i < rows; i++)
            {
                matrix[i, j] = entry(i, j);
            }
        }

        return matrix;
    }

    public static TestMatrix Random(int rows, int columns, int seed)
    {
        Random random = new((1000 * seed) + (31 * rows) + columns);
        return Create(rows, columns, (_, _) => (2 * random.NextDouble()) - 1);
    }

    /// <summary>Well-conditioned lower triangle; NaN above the diagonal, which no kernel may let through.</summary>
    public static TestMatrix RandomLower(int order, int seed)
    {
        TestMatrix matrix = Random(order, order, seed);
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i < order; i++)
            {
                matrix[i, j] = i < j ? double.NaN : i == j ? 2 + matrix[i, i] : matrix[i, j] / Math.Sqrt(order);
            }
        }

        return matrix;
    }

    /// <summary>Positive definite in the lower triangle; NaN above the diagonal.</summary>
    public static TestMatrix RandomPositiveDefinite(int order, int seed)
    {
        // Symmetric, with a diagonal larger than the sum of the rest of its row.
        using TestMatrix random = Random(order, order, seed);
        return Create(order, order, (i, j) => i < j ? double.NaN : i == j ? 1 + random[i, i] + (0.6 * order) + 1 : 0.6 * random[i, j]);
    }

    public TestMatrix Clone() => Create(Rows, Columns, (i, j) => this[i, j]);

    /// <summary>A copy with zeros above the diagonal.</summary>
    public TestMatrix LowerPart() => Create(Rows, Columns, (i, j) => i < j ? 0 : this[i, j]);

    /// <summary>A copy of the lower triangle in both.</summary>
    public TestMatrix MirroredLower() => Create(Rows, Columns, (i, j) => this[Math.Max(i, j), Math.Min(i, j)]);

    /// <summary>Bits of all entries, to compare results with.</summary>
    public long[] Bits()
    {
        long[] bits = new long[Rows * Columns];
        for (int j = 0; j < Columns; j++)
        {
            for (int i = 0; i < Rows; i++)
            {
                bits[i + (j * Rows)] = BitConverter.DoubleToInt64Bits(this[i, j]);
            }
        }

        return bits;
    }

    public void AssertPaddingUntouched()
    {
        for (int j = 0; j < Columns; j++)
        {
            for (int i = Rows; i < Rows + Padding; i++)
            {
                if (*View.At(i, j) != Guard)
                {
                    Assert.Fail($"the padding below column {j} was overwritten");
                }
            }
        }
    }

    public void AssertUpperTriangleIs(double value)
    {
        for (int j = 0; j < Columns; j++)
        {
            for (int i = 0; i < Math.Min(j, Rows); i++)
            {
                if (!this[i, j].Equals(value))
                {
                    Assert.Fail($"({i}, {j}) above the diagonal became {this[i, j]:R}");
                }
            }
        }
    }

    public void Dispose() => _buffer.Dispose();
}
