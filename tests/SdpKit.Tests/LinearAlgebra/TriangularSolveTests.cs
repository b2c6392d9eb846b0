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
        foreach (int order in KernelSizes.Orders)
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
                using GuardedMatrix l = GuardedMatrix.RandomLower(order, 1);
                using GuardedMatrix b = GuardedMatrix.Random(order, 1, 2);
                using GuardedMatrix x = b.Clone();
                TriangularSolve.SolveLower(l.View, transpose, x.View.Data);
                AssertSolved(order, 1, (i, k) => transpose ? l.Lower(k, i) : l.Lower(i, k), (k, j) => x[k, j], (i, j) => b[i, j]);
            }
        }
    }

    [Fact]
    public void Not_a_number_in_one_right_hand_side_stays_there()
    {
        using KernelContext context = new(1, CancellationToken.None);
        using GuardedMatrix l = GuardedMatrix.RandomLower(150, 1);
        using GuardedMatrix b = GuardedMatrix.Random(150, 40, 2);
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
        using GuardedMatrix l = GuardedMatrix.RandomLower(order, 1);
        Func<int, int, double> op = (i, k) => transpose ? l.Lower(k, i) : l.Lower(i, k);

        using GuardedMatrix left = GuardedMatrix.Random(order, count, 2);
        using GuardedMatrix leftSolution = left.Clone();
        TriangularSolve.SolveLower(l.View, transpose, leftSolution.View, context);
        leftSolution.AssertPaddingUntouched();
        AssertSolved(order, count, op, (k, j) => leftSolution[k, j], (i, j) => left[i, j]);

        using GuardedMatrix right = GuardedMatrix.Random(count, order, 3);
        using GuardedMatrix rightSolution = right.Clone();
        TriangularSolve.SolveLowerRight(l.View, transpose, rightSolution.View, context);
        rightSolution.AssertPaddingUntouched();
        AssertSolved(order, count, (i, k) => op(k, i), (k, j) => rightSolution[j, k], (i, j) => right[j, i]);
    }

    private static void AssertSolved(
        int order, int count, Func<int, int, double> matrix, Func<int, int, double> solution, Func<int, int, double> rightHandSide)
    {
        for (int j = 0; j < count; j++)
        {
            for (int i = 0; i < order; i++)
            {
                double sum = Naive.Sum(order, k => matrix(i, k) * solution(k, j));
                double magnitude = Naive.Sum(order, k => Math.Abs(matrix(i, k) * solution(k, j)));
                Naive.AssertEqualUpToRounding(rightHandSide(i, j), sum, order, magnitude, $"order {order}, {count} right-hand sides, ({i}, {j})");
            }
        }
    }
}
