using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public unsafe class TriangularSolveTests
{
    [Theory]
    [MemberData(nameof(KernelSizes.Lanes), MemberType = typeof(KernelSizes))]
    public void Solutions_satisfy_their_equations_from_either_side(int lanes)
    {
        using KernelContext context = KernelSizes.Context(lanes);
        int[] counts = [1, 2, 5, 24, 31, 0, 50];
        int variant = 0;
        foreach (int order in KernelSizes.FactorOrders)
        {
            for (int repeat = 0; repeat < 3; repeat++, variant++)
            {
                AssertSolves(order, counts[variant % counts.Length], transpose: (variant & 1) != 0, context);
            }
        }
    }

    [Fact]
    public void Two_threads_solve_the_same_equations()
    {
        using KernelContext context = new(2, CancellationToken.None);
        AssertSolves(301, 203, transpose: false, context);
        AssertSolves(301, 203, transpose: true, context);
    }

    [Fact]
    public void One_vector_satisfies_its_equation()
    {
        foreach (int order in KernelSizes.Orders)
        {
            foreach (bool transpose in new[] { false, true })
            {
                using TestMatrix l = TestMatrix.RandomLower(order, 1);
                using TestMatrix b = TestMatrix.Random(order, 1, 2);
                using TestMatrix x = b.Clone();
                TriangularSolve.SolveLower(l.View, transpose, x.View.Data);
                using TestMatrix lower = l.LowerPart();
                Naive.Product(lower, transpose, x, false).AssertEquals(b, $"order {order}");
            }
        }
    }

    [Fact]
    public void Not_a_number_in_one_right_hand_side_stays_there()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using TestMatrix l = TestMatrix.RandomLower(150, 1);
        using TestMatrix b = TestMatrix.Random(150, 40, 2);
        b[70, 7] = double.NaN;
        TriangularSolve.SolveLower(l.View, transpose: false, b.View, context);
        for (int j = 0; j < 40; j++)
        {
            for (int i = 0; i < 150; i++)
            {
                Assert.Equal(j == 7 && i >= 70, double.IsNaN(b[i, j]));
            }
        }
    }

    private static void AssertSolves(int order, int count, bool transpose, KernelContext context)
    {
        using TestMatrix l = TestMatrix.RandomLower(order, 1);
        using TestMatrix lower = l.LowerPart();

        using TestMatrix left = TestMatrix.Random(order, count, 2);
        using TestMatrix leftSolution = left.Clone();
        TriangularSolve.SolveLower(l.View, transpose, leftSolution.View, context);
        leftSolution.AssertPaddingUntouched();
        Naive.Product(lower, transpose, leftSolution, false).AssertEquals(left, $"order {order}, {count} columns");

        using TestMatrix right = TestMatrix.Random(count, order, 3);
        using TestMatrix rightSolution = right.Clone();
        TriangularSolve.SolveLowerRight(l.View, transpose, rightSolution.View, context);
        rightSolution.AssertPaddingUntouched();
        Naive.Product(rightSolution, false, lower, transpose).AssertEquals(right, $"order {order}, {count} rows");
    }
}
