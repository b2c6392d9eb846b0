namespace SdpKit.Presolve;

/// <summary>Represents P, the n x (n-1) orthonormal basis of the vectors orthogonal to u: the Householder reflection of u onto an axis, without that axis' column.</summary>
/// <remarks>
/// <code>
/// H = I - tau w w' with Hu = -sign(u_p) ||u|| e_p, p the largest entry of u;  P = H without column p.  F = sum f_ij:  P'FP = HFH without row and column p.
/// </code>
/// Golub, Van Loan, "Matrix Computations", section 5.1. Immutable and thread-safe.
/// </remarks>
internal sealed class Reflection
{
    private readonly double[] _w;
    private readonly double _tau;

    public Reflection(ReadOnlySpan<double> u)
    {
        _w = u.ToArray();
        double norm = 0.0;
        for (int i = 0; i < u.Length; i++)
        {
            norm += u[i] * u[i];
            Axis = Math.Abs(u[i]) > Math.Abs(u[Axis]) ? i : Axis;
        }

        norm = Math.Sqrt(norm);
        _w[Axis] += u[Axis] >= 0.0 ? norm : -norm;
        double square = 0.0;
        foreach (double value in _w)
        {
            square += value * value;
        }

        _tau = 2.0 / square;
    }

    /// <summary>Gets p, the axis that is dropped.</summary>
    public int Axis { get; }

    /// <summary>Gets n.</summary>
    public int Order => _w.Length;

    /// <summary>Computes P'v, of length n-1.</summary>
    public double[] Restrict(ReadOnlySpan<double> v)
    {
        double[] reflected = Reflect(v);
        return [.. reflected.AsSpan(0, Axis), .. reflected.AsSpan(Axis + 1)];
    }

    /// <summary>Computes P'FP, (n-1) x (n-1), from a full symmetric n x n matrix, column by column.</summary>
    public double[] RestrictBothSides(double[] matrix)
    {
        double[] reflected = ReflectBothSides(matrix);
        int order = Order;
        var result = new double[(order - 1) * (order - 1)];
        for (int j = 0; j < order - 1; j++)
        {
            for (int i = 0; i < order - 1; i++)
            {
                result[i + ((order - 1) * j)] = reflected[Skip(i) + (order * Skip(j))];
            }
        }

        return result;
    }

    /// <summary>Computes PYP', n x n, from a full symmetric (n-1) x (n-1) matrix.</summary>
    public double[] ExtendBothSides(ReadOnlySpan<double> matrix)
    {
        int order = Order;
        var padded = new double[order * order];
        for (int j = 0; j < order - 1; j++)
        {
            for (int i = 0; i < order - 1; i++)
            {
                padded[Skip(i) + (order * Skip(j))] = matrix[i + ((order - 1) * j)];
            }
        }

        return ReflectBothSides(padded);
    }

    private int Skip(int index) => index < Axis ? index : index + 1;

    private double[] Reflect(ReadOnlySpan<double> v)
    {
        double product = 0.0;
        for (int i = 0; i < v.Length; i++)
        {
            product += _w[i] * v[i];
        }

        var result = new double[v.Length];
        for (int i = 0; i < v.Length; i++)
        {
            result[i] = v[i] - (_tau * product * _w[i]);
        }

        return result;
    }

    /// <summary>Computes HFH = F - w g' - g w', g = tau Fw - (tau^2/2)(w'Fw) w.</summary>
    private double[] ReflectBothSides(double[] matrix)
    {
        int order = Order;
        var g = new double[order];
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i < order; i++)
            {
                g[i] += _tau * _w[j] * matrix[i + (order * j)];
            }
        }

        double product = 0.0;
        for (int i = 0; i < order; i++)
        {
            product += 0.5 * _tau * _w[i] * g[i];
        }

        for (int i = 0; i < order; i++)
        {
            g[i] -= product * _w[i];
        }

        var result = new double[matrix.Length];
        for (int j = 0; j < order; j++)
        {
            for (int i = 0; i < order; i++)
            {
                result[i + (order * j)] = matrix[i + (order * j)] - ((_w[i] * g[j]) + (g[i] * _w[j]));
            }
        }

        return result;
    }
}
