namespace SdpKit.Presolve.Faces;

/// <summary>Represents P, the n x (n-1) basis e_j - (u_j/u_p) e_p, j other than p, of the vectors orthogonal to u.</summary>
/// <remarks>
/// It is not orthonormal, but sparse: P'FP is F without row and column p where these hold nothing. The method does not depend on the basis (the HKM
/// direction is invariant under congruence). With h = -u/u_p without entry p, whose entries are at most 2 in absolute value:
/// <code>
/// P'v = v_(-p) + v_p h,    P'e_p = h,    PYP' = Y bordered by Yh and h'Yh
/// </code>
/// Immutable and thread-safe.
/// </remarks>
internal sealed class FaceBasis
{
    private readonly double[] _hub;

    /// <summary>Chooses p where the sparse terms of the block have the fewest entries, among the places where u is not small.</summary>
    public FaceBasis(ReadOnlySpan<double> u, BlockCoefficients coefficients)
    {
        Axis = ChooseAxis(u, coefficients);
        _hub = new double[u.Length - 1];
        for (int j = 0; j < u.Length; j++)
        {
            if (j != Axis)
            {
                double value = -u[j] / u[Axis];
                _hub[Place(j)] = value;
                HubSquare += value * value;
            }
        }
    }

    /// <summary>Gets p.</summary>
    public int Axis { get; }

    /// <summary>Gets n.</summary>
    public int Order => _hub.Length + 1;

    /// <summary>Gets h.</summary>
    public ReadOnlySpan<double> Hub => _hub;

    /// <summary>Gets h'h.</summary>
    public double HubSquare { get; }

    /// <summary>Returns where an index other than p is once p is left out.</summary>
    public int Place(int index) => index < Axis ? index : index - 1;

    /// <summary>Computes P'v, of length n-1.</summary>
    public double[] Restrict(ReadOnlySpan<double> v)
    {
        double[] result = [.. v[..Axis], .. v[(Axis + 1)..]];
        for (int i = 0; i < result.Length && v[Axis] != 0.0; i++)
        {
            result[i] += v[Axis] * _hub[i];
        }

        return result;
    }

    /// <summary>Computes P'FP, (n-1) x (n-1), from a full symmetric n x n matrix, column by column.</summary>
    public double[] RestrictBothSides(ReadOnlySpan<double> matrix)
    {
        int order = Order;
        double[] axis = Restrict(matrix.Slice(Axis * order, order));
        var result = new double[(order - 1) * (order - 1)];
        for (int j = 0; j < order; j++)
        {
            if (j == Axis)
            {
                continue;
            }

            ReadOnlySpan<double> column = matrix.Slice(j * order, order);
            Span<double> restricted = result.AsSpan(Place(j) * (order - 1), order - 1);
            column[..Axis].CopyTo(restricted);
            column[(Axis + 1)..].CopyTo(restricted[Axis..]);
            for (int i = 0; i < restricted.Length; i++)
            {
                restricted[i] += (column[Axis] * _hub[i]) + (axis[i] * _hub[Place(j)]);
            }
        }

        return result;
    }

    /// <summary>Computes PYP', n x n, from a full symmetric (n-1) x (n-1) matrix.</summary>
    public double[] ExtendBothSides(ReadOnlySpan<double> matrix)
    {
        int order = Order;
        var result = new double[order * order];
        double corner = 0.0;
        for (int j = 0; j < order; j++)
        {
            if (j == Axis)
            {
                continue;
            }

            ReadOnlySpan<double> column = matrix.Slice(Place(j) * (order - 1), order - 1);
            Span<double> extended = result.AsSpan(j * order, order);
            column[..Axis].CopyTo(extended);
            column[Axis..].CopyTo(extended[(Axis + 1)..]);
            double border = 0.0;
            for (int i = 0; i < column.Length; i++)
            {
                border += column[i] * _hub[i];
            }

            extended[Axis] = border;
            result[j + (order * Axis)] = border;
            corner += _hub[Place(j)] * border;
        }

        result[Axis + (order * Axis)] = corner;
        return result;
    }

    private static int ChooseAxis(ReadOnlySpan<double> u, BlockCoefficients coefficients)
    {
        var counts = new int[u.Length];
        for (int k = 0; k < coefficients.Rows.Length; k++)
        {
            counts[coefficients.Rows[k]]++;
            counts[coefficients.Columns[k]]++;
        }

        double largest = 0.0;
        foreach (double value in u)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        int axis = -1;
        for (int i = 0; i < u.Length; i++)
        {
            axis = Math.Abs(u[i]) >= 0.5 * largest && (axis < 0 || counts[i] < counts[axis]) ? i : axis;
        }

        return axis;
    }
}
