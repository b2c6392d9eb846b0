namespace SdpKit.Tests.LinearAlgebra;

/// <summary>Builds test matrices as column-major arrays without padding.</summary>
internal static class SymmetricTestMatrix
{
    public static double[] RandomVector(Random random, int n) => [.. Enumerable.Range(0, n).Select(_ => (2.0 * random.NextDouble()) - 1.0)];

    public static double[] RandomSymmetric(Random random, int n)
    {
        double[] a = RandomVector(random, n * n);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < j; i++)
            {
                a[i + (j * n)] = a[j + (i * n)];
            }
        }

        return a;
    }

    /// <summary>Computes Q diag(values) Q' with a random product of reflections as Q.</summary>
    public static double[] WithSpectrum(Random random, double[] values)
    {
        int n = values.Length;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            a[i * (n + 1)] = values[i];
        }

        for (int k = 0; k < 3; k++)
        {
            ReflectBothSides(a, RandomVector(random, n));
        }

        return a;
    }

    public static double[] Multiply(double[] a, double[] b, int n)
    {
        double[] c = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            for (int k = 0; k < n; k++)
            {
                double factor = b[k + (j * n)];
                for (int i = 0; i < n; i++)
                {
                    c[i + (j * n)] += a[i + (k * n)] * factor;
                }
            }
        }

        return c;
    }

    public static double[] Transpose(double[] a, int n) => [.. Enumerable.Range(0, n * n).Select(k => a[(k / n) + (k % n * n)])];

    public static double MaxAbsDifference(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).DefaultIfEmpty().Max();

    // A := (I - 2 u u'/u'u) A (I - 2 u u'/u'u)
    private static void ReflectBothSides(double[] a, double[] u)
    {
        int n = u.Length;
        double scale = 2.0 / u.Sum(x => x * x);
        double[] product = new double[n];
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < n; i++)
            {
                product[i] += scale * a[i + (j * n)] * u[j];
            }
        }

        double half = 0.5 * scale * Enumerable.Range(0, n).Sum(i => u[i] * product[i]);
        for (int j = 0; j < n; j++)
        {
            for (int i = 0; i < n; i++)
            {
                a[i + (j * n)] -= (u[i] * (product[j] - (half * u[j]))) + ((product[i] - (half * u[i])) * u[j]);
            }
        }
    }
}
