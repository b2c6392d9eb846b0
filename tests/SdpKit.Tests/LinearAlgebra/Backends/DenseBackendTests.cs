using MathNet.Numerics.Providers.LinearAlgebra;
using SdpKit.LinearAlgebra;
using SdpKit.Tests.Verification;
using SdpKit.Verification;

namespace SdpKit.Tests.LinearAlgebra.Backends;

public sealed class DenseBackendTests
{
    private static readonly int[] Orders = [199, 200, 201, 333];

    [OpenBlasFact]
    public void Every_kernel_gives_with_OpenBlas_what_it_gives_without() => AssertSameKernels(DenseBackend.Load("openblas"));

    [OpenBlasFact]
    public void A_library_is_found_by_its_file_and_says_what_it_is()
    {
        DenseBackend backend = DenseBackend.Load("libopenblas.so.0");
        Assert.Matches(@"^OpenBLAS \d+\.\d+.* \(libopenblas\.so\.0\)$", backend.Name);
    }

    /// <summary>MathNet's managed provider stands in for that of MKL, which has the same interface.</summary>
    [Fact]
    public void Every_kernel_gives_with_a_provider_of_MathNet_what_it_gives_without() => AssertSameKernels(DenseBackend.Of(new ManagedLinearAlgebraProvider()));

    [OpenBlasFact]
    public void A_solve_with_OpenBlas_is_as_right_and_says_what_it_used() => AssertSolved(DenseBackend.Load("openblas"));

    [Fact]
    public void A_solve_with_a_provider_of_MathNet_is_as_right_and_says_what_it_used() => AssertSolved(DenseBackend.Of(new ManagedLinearAlgebraProvider()));

    [OpenBlasFact]
    public void A_matrix_that_is_not_positive_definite_is_refused_at_the_same_column()
    {
        DenseBackend backend = DenseBackend.Load("openblas");
        using KernelContext context = new(1, CancellationToken.None) { Backend = backend };
        foreach (double pivot in new[] { -1.0, double.NaN, double.PositiveInfinity })
        {
            using TestMatrix a = TestMatrix.RandomPositiveDefinite(300, 1);
            a[123, 123] = pivot;
            Assert.Equal(123, Cholesky.Factor(a.View, context));
        }
    }

    [Fact]
    public void A_cancelled_kernel_does_not_call_the_library()
    {
        using KernelContext context = new(1, new CancellationToken(canceled: true)) { Backend = DenseBackend.Of(new ManagedLinearAlgebraProvider()) };
        using TestMatrix a = TestMatrix.RandomPositiveDefinite(300, 1);
        Assert.Throws<OperationCanceledException>(() => Cholesky.Factor(a.View, context));
        Assert.Throws<OperationCanceledException>(() => MatrixProduct.Multiply(1, a.View, false, a.View, false, 0, a.View, context));
    }

    [Theory]
    [InlineData("openblas-of-nowhere", "openblas-of-nowhere")]
    [InlineData("/nowhere/libopenblas.so", "/nowhere/libopenblas.so")]
    public void A_library_that_is_not_there_is_named(string library, string file)
    {
        string message = Assert.Throws<DllNotFoundException>(() => DenseBackend.Load(library)).Message;
        Assert.Contains(file, message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', message);
    }

    [OpenBlasFact]
    public void A_library_without_the_functions_is_named_with_the_first_that_is_missing()
    {
        string message = Assert.Throws<EntryPointNotFoundException>(() => DenseBackend.Load("libc.so.6")).Message;
        Assert.Equal("libc.so.6: found no function dgemm_; expected a library with BLAS and LAPACK in it, such as OpenBLAS or MKL", message);
    }

    [Fact]
    public void No_name_is_an_error_of_the_caller()
    {
        Assert.Throws<ArgumentException>(() => DenseBackend.Load(""));
        Assert.Throws<ArgumentNullException>(() => DenseBackend.Of(null!));
    }

    private static void AssertSolved(DenseBackend backend)
    {
        SdpProblem problem = RandomProblem();
        SdpSolution own = SdpSolver.Solve(problem);
        SdpSolution solution = SdpSolver.Solve(problem, new SolverSettings { Backend = backend, Threads = 2 });
        Assert.Null(own.Statistics.Backend);
        Assert.Equal(backend.Name, solution.Statistics.Backend);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.InRange(SolutionChecker.Check(problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, []).Errors.Largest, 0.0, 1e-7);
        Assert.Equal(own.Objective, solution.Objective, 1e-6 * (1.0 + Math.Abs(own.Objective)));
    }

    /// <summary>A dense random problem of order 210 in 220 variables, so that X, Y and H are all large enough for a library; x = 0 and Y = I are strictly feasible.</summary>
    private static SdpProblem RandomProblem()
    {
        const int Order = 210;
        const int Variables = 220;
        var random = new Random(1);
        var builder = new SdpProblemBuilder(Variables);
        int block = builder.AddSemidefiniteBlock(Order);
        double[] objective = new double[Variables];
        for (int i = 0; i < Order; i++)
        {
            builder.AddEntry(SdpProblem.Constant, block, i, i, -1.0);
        }

        for (int variable = 0; variable < Variables; variable++)
        {
            for (int entry = 0; entry < 40; entry++)
            {
                (int row, int column, double value) = (random.Next(Order), random.Next(Order), random.NextDouble() - 0.5);
                builder.AddEntry(variable, block, Math.Max(row, column), Math.Min(row, column), value);
                objective[variable] += row == column ? value : 0.0;
            }
        }

        builder.SetObjective(objective);
        return builder.Build();
    }

    private static void AssertSameKernels(DenseBackend backend)
    {
        using KernelContext own = new(1, CancellationToken.None);
        using KernelContext other = new(1, CancellationToken.None) { Backend = backend };
        foreach (int order in Orders)
        {
            using TestMatrix a = TestMatrix.Random(order, order + 7, 1);
            using TestMatrix b = TestMatrix.Random(order, order + 7, 2);
            using TestMatrix square = TestMatrix.Random(order, order, 3);
            using TestMatrix lower = TestMatrix.RandomLower(order, 4);
            using TestMatrix positive = TestMatrix.RandomPositiveDefinite(order, 5);
            AssertSame(square, own, other, (c, context) => MatrixProduct.Multiply(0.5, a.View, false, b.View, true, -1, c, context));
            AssertSame(square, own, other, (c, context) => SymmetricRankUpdate.UpdateLower(-1, a.View, false, 1, c, context));
            AssertSame(square, own, other, (c, context) => SymmetricProduct.MultiplyLower(2, a.View, false, b.View, true, 0.5, c, context));
            AssertSame(a, own, other, (c, context) => TriangularSolve.SolveLower(lower.View, false, c, context));
            AssertSame(a, own, other, (c, context) => TriangularSolve.SolveLower(lower.View, true, c, context));
            AssertSame(square, own, other, (c, context) => TriangularSolve.SolveLowerRight(lower.View, false, c, context));
            AssertSame(square, own, other, (c, context) => TriangularSolve.SolveLowerRight(lower.View, true, c, context));
            AssertSame(positive, own, other, (c, context) => Assert.Equal(-1, Cholesky.Factor(c, context)));
        }

        using TestMatrix wide = TestMatrix.Random(400, 250, 6);
        using TestMatrix tall = TestMatrix.Random(250, 230, 7);
        using TestMatrix result = TestMatrix.Create(230, 400, (_, _) => double.NaN);
        AssertSame(result, own, other, (c, context) => MatrixProduct.Multiply(1, tall.View, true, wide.View, true, 0, c, context));
    }

    private static void AssertSame(TestMatrix start, KernelContext own, KernelContext other, Action<MatrixView, KernelContext> kernel)
    {
        using TestMatrix expected = start.Clone();
        using TestMatrix actual = start.Clone();
        kernel(expected.View, own);
        kernel(actual.View, other);
        actual.AssertPaddingUntouched();
        for (int j = 0; j < start.Columns; j++)
        {
            for (int i = 0; i < start.Rows; i++)
            {
                Assert.True(
                    expected[i, j].Equals(actual[i, j]) || Math.Abs(expected[i, j] - actual[i, j]) <= 1e-10 * (1.0 + Math.Abs(expected[i, j])),
                    $"({i}, {j}) of {start.Rows} x {start.Columns}: expected {expected[i, j]:R}, found {actual[i, j]:R}");
            }
        }
    }
}
