using FsCheck.Xunit;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public sealed unsafe class SymmetricEigenTests
{
    public static TheoryData<int> Orders => [.. Enumerable.Range(0, 71), 127, 200, 256, 301];

    public static TheoryData<string> Spectra => ["multiple", "zero", "rank one", "clustered", "graded", "reversely graded", "plus and minus", "huge", "subnormal"];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Eigenvectors_are_orthonormal_and_diagonalize_a_random_matrix(int n) => CheckDecomposition(SymmetricTestMatrix.RandomSymmetric(new Random(n), n), n, 1.0);

    [Theory]
    [MemberData(nameof(Spectra))]
    public void Prescribed_spectra_are_found(string name)
    {
        foreach (int n in new[] { 2, 3, 10, 64, 150 })
        {
            double[] values = Spectrum(name, n);
            double size = values.Max(Math.Abs);
            double[] a = SymmetricTestMatrix.WithSpectrum(new Random(n), values);
            double[] found = CheckDecomposition(a, n, size);
            Array.Sort(values);
            Assert.True(SymmetricTestMatrix.MaxAbsDifference(values, found) <= (1e-14 * n * size) + (100 * n * double.Epsilon), $"{name}, n = {n}");
        }
    }

    [Fact]
    public void Clusters_of_neighbouring_doubles_converge()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Random random = new(seed);
            int n = random.Next(2, 40);
            double[] values = [.. Enumerable.Range(0, n).Select(_ => random.Next(2) + (random.Next(8) * Math.Pow(2.0, -50 - random.Next(6))))];
            CheckDecomposition(SymmetricTestMatrix.WithSpectrum(random, values), n, 2.0);
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(5)]
    [InlineData(100)]
    public void Diagonal_matrix_gives_its_entries_exactly(int n)
    {
        double[] a = new double[n * n];
        double[] expected = SymmetricTestMatrix.RandomVector(new Random(7), n);
        for (int i = 0; i < n; i++)
        {
            a[i * (n + 1)] = expected[i];
        }

        Array.Sort(expected);
        Assert.Equal(expected, Values(a, n));
        Assert.Equal(expected, Decompose((double[])a.Clone(), n));
    }

    [Fact]
    public void Second_difference_matrix_has_its_known_eigenvalues()
    {
        const int n = 97;
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            a[i * (n + 1)] = 2.0;
            if (i + 1 < n)
            {
                a[i + 1 + (i * n)] = a[i + ((i + 1) * n)] = -1.0;
            }
        }

        double[] expected = [.. Enumerable.Range(1, n).Select(k => 4.0 * Math.Pow(Math.Sin(k * Math.PI / (2 * (n + 1))), 2))];
        Assert.True(SymmetricTestMatrix.MaxAbsDifference(expected, CheckDecomposition(a, n, 4.0)) < 1e-14 * n);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Entry_that_is_not_finite_gives_false(double entry)
    {
        foreach (int n in new[] { 1, 2, 9, 40 })
        {
            for (int position = 0; position < n; position++)
            {
                double[] a = SymmetricTestMatrix.RandomSymmetric(new Random(1), n);
                a[n - 1 + (position * n)] = entry;
                Assert.Null(Values(a, n));
                Assert.Null(Decompose(a, n));
            }
        }
    }

    [Property(MaxTest = 50)]
    public void Values_shift_with_the_matrix_and_keep_trace_and_norm(byte order, int seed, double shift)
    {
        int n = (order % 60) + 1;
        double[] a = SymmetricTestMatrix.RandomSymmetric(new Random(seed), n);
        double offset = double.IsFinite(shift) ? Math.IEEERemainder(shift, 10.0) : 1.0;
        double[] shifted = (double[])a.Clone();
        for (int i = 0; i < n; i++)
        {
            shifted[i * (n + 1)] += offset;
        }

        double[] values = Values(a, n)!;
        double tolerance = 1e-14 * n * n;
        Assert.True(SymmetricTestMatrix.MaxAbsDifference([.. values.Select(v => v + offset)], Values(shifted, n)!) <= tolerance * 10.0);
        Assert.Equal(Enumerable.Range(0, n).Sum(i => a[i * (n + 1)]), values.Sum(), tolerance);
        Assert.Equal(a.Sum(x => x * x), values.Sum(v => v * v), tolerance * n);
    }

    [Property(MaxTest = 30)]
    public void Values_are_invariant_under_orthogonal_similarity(byte order, int seed)
    {
        int n = (order % 80) + 1;
        Random random = new(seed);
        double[] values = SymmetricTestMatrix.RandomVector(random, n);
        double[] first = Values(SymmetricTestMatrix.WithSpectrum(random, values), n)!;
        double[] second = Values(SymmetricTestMatrix.WithSpectrum(random, values), n)!;
        Assert.True(SymmetricTestMatrix.MaxAbsDifference(first, second) <= 1e-14 * n);
    }

    [Fact]
    public void Padding_and_the_upper_triangle_are_left_alone_by_values_and_padding_by_decompose()
    {
        const int n = 37;
        const int stride = 41;
        double[] compact = SymmetricTestMatrix.RandomSymmetric(new Random(3), n);
        double[] padded = new double[n * stride];
        Array.Fill(padded, double.NaN);
        for (int j = 0; j < n; j++)
        {
            compact.AsSpan((j * n) + j, n - j).CopyTo(padded.AsSpan((j * stride) + j));
        }

        Assert.Equal(Values(compact, n), ValuesInPlace(padded, n, stride));
        for (int j = 0; j < n; j++)
        {
            Assert.All(padded.AsSpan(j * stride, j).ToArray(), x => Assert.True(double.IsNaN(x)));
            Assert.All(padded.AsSpan((j * stride) + n, stride - n).ToArray(), x => Assert.True(double.IsNaN(x)));
        }
    }

    [Fact]
    public void Nothing_is_allocated()
    {
        const int n = 50;
        double[] a = SymmetricTestMatrix.RandomSymmetric(new Random(5), n);
        using AlignedBuffer workspace = new(SymmetricEigen.DecomposeWorkspaceLength(n));
        using KernelContext context = new(1, CancellationToken.None);
        double* values = stackalloc double[n];
        fixed (double* data = a)
        {
            MatrixView view = new(data, n, n, n);
            Assert.Equal(0, AllocatedBytes.Least(() =>
            {
                SymmetricEigen.Values(view, values, workspace.Data);
                SymmetricEigen.Decompose(view, values, workspace.Data, context);
            }));
        }
    }

    [Theory]
    [InlineData(40)]
    [InlineData(333)]
    public void Two_threads_give_the_bits_of_one(int n)
    {
        double[] one = SymmetricTestMatrix.RandomSymmetric(new Random(n), n);
        double[] two = (double[])one.Clone();
        Assert.Equal(Decompose(one, n), Decompose(two, n, threads: 2));
        Assert.Equal(one, two);
    }

    [Fact]
    public void Cancelled_decomposition_throws()
    {
        const int n = 64;
        double[] a = SymmetricTestMatrix.RandomSymmetric(new Random(1), n);
        using AlignedBuffer workspace = new(SymmetricEigen.DecomposeWorkspaceLength(n) + n);
        using KernelContext context = new(1, new CancellationToken(canceled: true));
        fixed (double* data = a)
        {
            MatrixView view = new(data, n, n, n);
            Assert.Throws<OperationCanceledException>(() => SymmetricEigen.Decompose(view, workspace.Data, workspace.Data + n, context));
        }
    }

    private static double[] Spectrum(string name, int n) =>
    [
        .. Enumerable.Range(0, n).Select(i => name switch
        {
            "multiple" => i % 3,
            "zero" => 0.0,
            "rank one" => i == 0 ? 1.0 : 0.0,
            "clustered" => 1.0 + (i * 1e-15),
            "graded" => Math.Pow(10.0, -300.0 * i / n),
            "reversely graded" => -Math.Pow(10.0, -20.0 * (n - i) / n),
            "plus and minus" => i % 2 == 0 ? 1.0 : -1.0,
            "huge" => 1e300 * (i + 1) / n,
            _ => 1e-310 * (i + 1) / n,
        }),
    ];

    // Returns the eigenvalues after checking them and the eigenvectors against the matrix, whose norm is about size.
    private static double[] CheckDecomposition(double[] a, int n, double size)
    {
        double[] vectors = (double[])a.Clone();
        double[]? values = Decompose(vectors, n);
        Assert.NotNull(values);
        double[] transposed = SymmetricTestMatrix.Transpose(vectors, n);
        double[] gram = SymmetricTestMatrix.Multiply(transposed, vectors, n);
        double[] identity = new double[n * n];
        double[] scaledVectors = (double[])vectors.Clone();
        for (int j = 0; j < n; j++)
        {
            identity[j * (n + 1)] = 1.0;
            for (int i = 0; i < n; i++)
            {
                scaledVectors[i + (j * n)] *= values[j];
            }
        }

        double tolerance = 4e-15 * (n + 10);
        Assert.True(SymmetricTestMatrix.MaxAbsDifference(identity, gram) <= tolerance, "V'V = I");
        double residual = SymmetricTestMatrix.MaxAbsDifference(SymmetricTestMatrix.Multiply(a, vectors, n), scaledVectors);
        Assert.True(residual <= (tolerance * Math.Sqrt(n) * size) + (100 * n * double.Epsilon), $"A V = V diag: {residual}");
        Assert.Equal(values.Order(), values);
        Assert.True(SymmetricTestMatrix.MaxAbsDifference(values, Values(a, n)!) <= (tolerance * size * Math.Sqrt(n)) + (100 * n * double.Epsilon), "values alone");
        return values;
    }

    private static double[]? Values(double[] a, int n) => ValuesInPlace((double[])a.Clone(), n, n);

    private static double[]? ValuesInPlace(double[] a, int n, int stride)
    {
        double[] values = new double[n];
        using AlignedBuffer workspace = new(SymmetricEigen.ValuesWorkspaceLength(n));
        fixed (double* data = a, pv = values)
        {
            return SymmetricEigen.Values(new MatrixView(data, n, n, stride), pv, workspace.Data) ? values : null;
        }
    }

    private static double[]? Decompose(double[] a, int n, int threads = 1)
    {
        double[] values = new double[n];
        using KernelContext context = new(threads, CancellationToken.None);
        using AlignedBuffer workspace = new(SymmetricEigen.DecomposeWorkspaceLength(n));
        fixed (double* data = a, pv = values)
        {
            return SymmetricEigen.Decompose(new MatrixView(data, n, n, n), pv, workspace.Data, context) ? values : null;
        }
    }
}
