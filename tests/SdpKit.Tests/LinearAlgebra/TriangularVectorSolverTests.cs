using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public sealed unsafe class TriangularVectorSolverTests
{
    public static TheoryData<int> Orders => [.. Enumerable.Range(0, 71), 203, 256];

    [Theory]
    [MemberData(nameof(Orders))]
    public void Solutions_satisfy_their_systems_and_the_upper_triangle_is_not_read(int n)
    {
        Random random = new(n);
        int stride = n + 2;
        double[] l = SymmetricTestMatrix.RandomVector(random, n * stride);
        for (int j = 0; j < n; j++)
        {
            l.AsSpan(j * stride, j).Fill(double.NaN);
            l.AsSpan((j * stride) + n, 2).Fill(double.NaN);
            l[j + (j * stride)] = n + 1.0;
        }

        double[] b = SymmetricTestMatrix.RandomVector(random, n + 1);
        double[] solution = (double[])b.Clone();
        double[] transposed = (double[])b.Clone();
        fixed (double* pl = l, ps = solution, pt = transposed)
        {
            MatrixView view = new(pl, n, n, stride);
            using TriangularVectorSolver solver = new(n);
            solver.Prepare(view);
            solver.Solve(ps);
            solver.SolveTransposed(pt);
        }

        for (int i = 0; i < n; i++)
        {
            Assert.Equal(b[i], Enumerable.Range(0, i + 1).Sum(j => l[i + (j * stride)] * solution[j]), 1e-14 * n);
            Assert.Equal(b[i], Enumerable.Range(i, n - i).Sum(j => l[j + (i * stride)] * transposed[j]), 1e-14 * n);
        }

        Assert.Equal(b[n], solution[n]);
        Assert.Equal(b[n], transposed[n]);
    }
}
