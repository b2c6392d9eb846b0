using FsCheck.Xunit;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Tests.LinearAlgebra;

namespace SdpKit.Tests.InteriorPoint;

[Trait("Category", "Kernels")]
public sealed unsafe class BoundaryStepTests
{
    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> cases = [];
            foreach (string spectrum in new[] { "isolated", "rank one", "rank two", "clustered at the end", "graded", "wide positive", "all equal" })
            {
                foreach (int n in new[] { 1, 2, 3, 4, 5, 9, 17, 33, 60, 63, 64, 65, 66, 100, 151, 251 })
                {
                    cases.Add(n, spectrum);
                }
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Step_is_long_and_does_not_leave_the_cone(int n, string spectrum)
    {
        for (int seed = 0; seed < 2; seed++)
        {
            Random random = new(seed + (100 * n));
            double[] values = Spectrum(spectrum, n, random);
            double[] factor = RandomFactor(random, n, seed % 2 == 0 ? 0.0 : 1.5);
            double[] direction = Congruent(factor, SymmetricTestMatrix.WithSpectrum(random, values), n);
            double exact = -1.0 / values.Min();
            double step = Step(factor, direction, n, double.PositiveInfinity);
            Assert.InRange(step, 0.95 * exact, exact * (1.0 + 1e-6));
        }
    }

    [Fact]
    public void Step_in_a_crowded_spectrum_is_rarely_too_long_and_never_by_much()
    {
        const int n = 100;
        int tooLong = 0;
        for (int seed = 0; seed < 60; seed++)
        {
            Random random = new(seed);
            double[] values = Spectrum("crowded", n, random);
            double[] factor = RandomFactor(random, n, 0.0);
            double[] direction = Congruent(factor, SymmetricTestMatrix.WithSpectrum(random, values), n);
            double ratio = Step(factor, direction, n, double.PositiveInfinity) * -values.Min();
            Assert.InRange(ratio, 0.95, 1.1);
            tooLong += ratio > 1.01 ? 1 : 0;
        }

        Assert.InRange(tooLong, 0, 3);
    }

    [Property(MaxTest = 60)]
    public void Nine_tenths_of_the_step_stay_in_the_cone_where_the_whole_spectrum_is_computed(byte order, int seed) =>
        Assert.True(StaysInside((order % BoundaryStep.LargestReducedOrder) + 1, seed));

    /// <summary>A start vector that nearly misses the eigenvector asked for is what a caller's factorisation is there to notice.</summary>
    [Fact]
    public void Nine_tenths_of_the_step_rarely_leave_the_cone_where_it_is_estimated() =>
        Assert.InRange(Enumerable.Range(0, 60).Count(seed => !StaysInside(BoundaryStep.LargestReducedOrder + 1 + (2 * seed), seed)), 0, 3);

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(130)]
    public void Direction_into_the_cone_gives_the_limit(int n)
    {
        Random random = new(n);
        double[] factor = RandomFactor(random, n, 0.0);
        double[] inward = Congruent(factor, SymmetricTestMatrix.WithSpectrum(random, [.. Enumerable.Range(1, n).Select(i => (double)i)]), n);
        Assert.Equal(1.25, Step(factor, inward, n, 1.25));
        Assert.Equal(1.25, Step(factor, new double[n * n], n, 1.25));
    }

    [Property(MaxTest = 60)]
    public void A_small_block_clearly_allows_what_is_shorter_than_the_longest_step_and_nothing_longer(byte order, int seed)
    {
        int n = (order % 16) + 1;
        Random random = new(seed);
        double[] factor = RandomFactor(random, n, 0.0);
        double[] direction = Congruent(factor, SymmetricTestMatrix.WithSpectrum(random, [.. Enumerable.Range(0, n).Select(i => (double)i - 0.5)]), n);
        Assert.True(ClearlyAllows(factor, direction, n, 1.999));
        Assert.False(ClearlyAllows(factor, direction, n, 2.001));
        Assert.False(ClearlyAllows(factor, direction, n, double.PositiveInfinity));
    }

    [Theory]
    [InlineData(double.NaN, 4)]
    [InlineData(1.0, 17)]
    public void What_is_not_a_number_or_not_small_is_not_clearly_allowed(double entry, int n)
    {
        double[] direction = new double[n * n];
        direction[0] = entry;
        Assert.False(ClearlyAllows(RandomFactor(new Random(n), n, 0.0), direction, n, 1e-3));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(130)]
    public void Limit_caps_the_step(int n)
    {
        Random random = new(n);
        double[] factor = RandomFactor(random, n, 0.0);
        double[] direction = Congruent(factor, SymmetricTestMatrix.WithSpectrum(random, [.. Enumerable.Range(0, n).Select(i => (double)i - 0.1)]), n);
        Assert.Equal(1.0, Step(factor, direction, n, 1.0));
        Assert.InRange(Step(factor, direction, n, 100.0), 9.5, 10.0001);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(30)]
    [InlineData(130)]
    public void Direction_with_a_nan_gives_no_step(int n)
    {
        double[] factor = RandomFactor(new Random(n), n, 0.0);
        double[] direction = new double[n * n];
        direction[n - 1] = double.NaN;
        direction[(n - 1) * n] = double.NaN;
        Assert.Equal(0.0, Step(factor, direction, n, 1.0));
    }

    [Theory]
    [InlineData(20)]
    [InlineData(130)]
    public void Repeated_steps_agree_to_the_bit_and_allocate_nothing(int n)
    {
        Random random = new(n);
        double[] factor = RandomFactor(random, n, 0.0);
        double[] direction = SymmetricTestMatrix.RandomSymmetric(random, n);
        using BoundaryStep boundary = new(n);
        fixed (double* l = factor, d = direction)
        {
            double first = boundary.Largest(new MatrixView(l, n, n, n), new MatrixView(d, n, n, n), 10.0);
            MatrixView lower = new(l, n, n, n), symmetric = new(d, n, n, n);
            double second = double.NaN;
            Assert.Equal(0, AllocatedBytes.Least(() => second = boundary.Largest(lower, symmetric, 10.0)));
            Assert.Equal(first, second);
        }
    }

    private static bool StaysInside(int n, int seed)
    {
        Random random = new(seed);
        double[] factor = RandomFactor(random, n, 0.0);
        double[] direction = SymmetricTestMatrix.RandomSymmetric(random, n);
        double step = Step(factor, direction, n, 1e6);
        double[] stepped = SymmetricTestMatrix.Multiply(factor, SymmetricTestMatrix.Transpose(factor, n), n);
        for (int k = 0; k < n * n; k++)
        {
            stepped[k] += 0.9 * step * direction[k];
        }

        return SmallestEigenvalue(stepped, n) >= -1e-12 * n * stepped.Max(Math.Abs);
    }

    private static double[] Spectrum(string name, int n, Random random) =>
    [
        .. Enumerable.Range(0, n).Select(i => name switch
        {
            "isolated" => i == 0 ? -1.0 : (2.0 * random.NextDouble()) - 0.7,
            "crowded" => (3.0 * random.NextDouble()) - 1.0,
            "rank one" => i == 0 ? -0.3 : 0.0,
            "rank two" => i == 0 ? -0.01 : i == 1 ? 100.0 : 0.0,
            "clustered at the end" => i < (n / 4) + 1 ? -0.7 - (1e-4 * random.NextDouble()) : random.NextDouble(),
            "graded" => -Math.Pow(10.0, -10.0 * i / n),
            "wide positive" => i == 0 ? -1.0 : Math.Pow(10.0, (4.0 * random.NextDouble()) - 2.0),
            _ => -2.0,
        }),
    ];

    // A lower triangular matrix with diagonal entries spread over the given number of decades.
    private static double[] RandomFactor(Random random, int n, double decades)
    {
        double[] l = new double[n * n];
        for (int j = 0; j < n; j++)
        {
            for (int i = j; i < n; i++)
            {
                double scale = Math.Pow(10.0, -decades * j / n);
                l[i + (j * n)] = scale * (i == j ? 1.0 + random.NextDouble() : ((2.0 * random.NextDouble()) - 1.0) / Math.Sqrt(n));
            }
        }

        return l;
    }

    private static double[] Congruent(double[] factor, double[] a, int n)
    {
        double[] product = SymmetricTestMatrix.Multiply(SymmetricTestMatrix.Multiply(factor, a, n), SymmetricTestMatrix.Transpose(factor, n), n);
        double[] transposed = SymmetricTestMatrix.Transpose(product, n);
        return [.. product.Zip(transposed, (x, y) => 0.5 * (x + y))];
    }

    private static double Step(double[] factor, double[] direction, int n, double limit)
    {
        using BoundaryStep boundary = new(n);
        fixed (double* l = factor, d = direction)
        {
            return boundary.Largest(new MatrixView(l, n, n, n), new MatrixView(d, n, n, n), limit);
        }
    }

    private static bool ClearlyAllows(double[] factor, double[] direction, int n, double step)
    {
        using BoundaryStep boundary = new(n);
        fixed (double* x = SymmetricTestMatrix.Multiply(factor, SymmetricTestMatrix.Transpose(factor, n), n), d = direction)
        {
            return boundary.ClearlyAllows(new MatrixView(x, n, n, n), new MatrixView(d, n, n, n), step);
        }
    }

    private static double SmallestEigenvalue(double[] a, int n)
    {
        double[] values = new double[n];
        using AlignedBuffer workspace = new(SymmetricEigen.ValuesWorkspaceLength(n));
        fixed (double* pa = a, pv = values)
        {
            Assert.True(SymmetricEigen.Values(new MatrixView(pa, n, n, n), pv, workspace.Data));
        }

        return values[0];
    }
}
