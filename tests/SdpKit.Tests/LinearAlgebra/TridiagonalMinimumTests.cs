using FsCheck.Xunit;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public sealed unsafe class TridiagonalMinimumTests
{
    [Property(MaxTest = 300)]
    public void Bounds_enclose_the_smallest_eigenvalue(byte order, int seed, byte grading, bool nearlyDecoupled)
    {
        int n = (order % 40) + 1;
        Random random = new(seed);
        double[] diagonal = new double[n];
        double[] couplings = new double[n];
        double[] a = new double[n * n];
        for (int i = 0; i < n; i++)
        {
            double scale = Math.Pow(10.0, -(grading % 12) * (double)i / n);
            diagonal[i] = scale * ((2.0 * random.NextDouble()) - 1.0);
            couplings[i] = scale * random.NextDouble() * (nearlyDecoupled && i % 5 == 0 ? 1e-12 : 1.0);
            a[i * (n + 1)] = diagonal[i];
            if (i + 1 < n)
            {
                a[i + 1 + (i * n)] = couplings[i];
            }
        }

        double[] values = new double[n];
        using AlignedBuffer workspace = new(SymmetricEigen.ValuesWorkspaceLength(n));
        fixed (double* pa = a, pd = diagonal, pc = couplings, pv = values)
        {
            (double lower, double upper) = TridiagonalMinimum.Enclose(pd, pc, n, 1e-12);
            Assert.True(SymmetricEigen.Values(new MatrixView(pa, n, n, n), pv, workspace.Data));
            Assert.InRange(values[0], lower - 1e-14, upper + 1e-14);
            Assert.True(upper - lower <= (1e-12 * Math.Max(Math.Abs(lower), Math.Abs(upper))) + (1e-14 * n));
        }
    }

    [Fact]
    public void Not_a_number_gives_bounds_that_are_not_numbers()
    {
        double* diagonal = stackalloc double[] { 1.0, double.NaN, 2.0 };
        double* couplings = stackalloc double[] { 0.5, 0.5 };
        (double lower, double upper) = TridiagonalMinimum.Enclose(diagonal, couplings, 3, 1e-3);
        Assert.True(double.IsNaN(lower) && double.IsNaN(upper));
    }
}
