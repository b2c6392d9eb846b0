namespace SdpKit.HighPrecision;

/// <summary>Represents a small square matrix of <see cref="DoubleDouble"/>, with the textbook operations. Writing is not thread-safe.</summary>
/// <remarks>Products skip zeros, so a block-diagonal matrix costs little more than its blocks.</remarks>
internal sealed class PreciseMatrix(int order)
{
    private readonly DoubleDouble[] _values = new DoubleDouble[order * order];

    public int Order => order;

    public ref DoubleDouble this[int row, int column] => ref _values[(row * order) + column];

    public static PreciseMatrix operator +(PreciseMatrix left, PreciseMatrix right) => Combine(1.0, left, 1.0, right);

    public static PreciseMatrix operator -(PreciseMatrix left, PreciseMatrix right) => Combine(1.0, left, -1.0, right);

    public static PreciseMatrix operator *(DoubleDouble scale, PreciseMatrix matrix) => Combine(scale, matrix, 0.0, matrix);

    public static PreciseMatrix operator *(PreciseMatrix left, PreciseMatrix right)
    {
        var product = new PreciseMatrix(left.Order);
        for (int k = 0; k < left.Order; k++)
        {
            if (right.IsZeroRow(k))
            {
                continue;
            }

            for (int i = 0; i < left.Order; i++)
            {
                AddRow(left[i, k], right, k, product, i);
            }
        }

        return product;
    }

    public static PreciseMatrix ScaledIdentity(int order, DoubleDouble scale)
    {
        var matrix = new PreciseMatrix(order);
        for (int i = 0; i < order; i++)
        {
            matrix[i, i] = scale;
        }

        return matrix;
    }

    /// <summary>Computes <c>target[targetRow, :] += scale * source[sourceRow, :]</c>.</summary>
    public static void AddRow(DoubleDouble scale, PreciseMatrix source, int sourceRow, PreciseMatrix target, int targetRow)
    {
        if (scale.IsZero)
        {
            return;
        }

        ReadOnlySpan<DoubleDouble> from = source.Row(sourceRow);
        Span<DoubleDouble> to = target.Row(targetRow);
        for (int j = 0; j < from.Length; j++)
        {
            to[j] += scale * from[j];
        }
    }

    /// <summary>Computes sum A_ij B_ij, the trace of AB for symmetric matrices.</summary>
    public static DoubleDouble Inner(PreciseMatrix left, PreciseMatrix right)
    {
        DoubleDouble sum = 0.0;
        for (int k = 0; k < left._values.Length; k++)
        {
            sum += left._values[k] * right._values[k];
        }

        return sum;
    }

    /// <summary>Computes the trace.</summary>
    public DoubleDouble Trace()
    {
        DoubleDouble sum = 0.0;
        for (int i = 0; i < order; i++)
        {
            sum += this[i, i];
        }

        return sum;
    }

    /// <summary>Computes (M + M')/2.</summary>
    public PreciseMatrix SymmetricPart()
    {
        var part = new PreciseMatrix(order);
        for (int i = 0; i < order; i++)
        {
            for (int j = 0; j < order; j++)
            {
                part[i, j] = 0.5 * (this[i, j] + this[j, i]);
            }
        }

        return part;
    }

    /// <summary>Gets one row.</summary>
    public Span<DoubleDouble> Row(int row) => _values.AsSpan(row * order, order);

    private bool IsZeroRow(int row)
    {
        foreach (DoubleDouble value in Row(row))
        {
            if (!value.IsZero)
            {
                return false;
            }
        }

        return true;
    }

    private static PreciseMatrix Combine(DoubleDouble leftScale, PreciseMatrix left, DoubleDouble rightScale, PreciseMatrix right)
    {
        var sum = new PreciseMatrix(left.Order);
        for (int k = 0; k < sum._values.Length; k++)
        {
            sum._values[k] = (leftScale * left._values[k]) + (rightScale * right._values[k]);
        }

        return sum;
    }
}
