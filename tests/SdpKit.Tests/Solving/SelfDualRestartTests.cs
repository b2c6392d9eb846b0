using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Solving;

/// <summary>Infeasible problems whose rays lie on the boundary of the cone: diverging iterates alone miss a third of them. The rays are checked by <see cref="CheckedSolve"/>.</summary>
public class SelfDualRestartTests
{
    [Property(MaxTest = 100)]
    public void Problem_with_a_dual_ray_of_rank_one_is_infeasible(int seed, bool hasEqualities) =>
        Assert.True(CheckedSolve.Of(RankOneRay(seed, hasEqualities ? 2 : 0)).Status is SolveStatus.PrimalInfeasible or SolveStatus.DualInfeasible);

    [Property(MaxTest = 100)]
    public void Rotated_problem_with_a_short_proof_of_dual_infeasibility_is_infeasible(int seed) =>
        Assert.Equal(SolveStatus.DualInfeasible, CheckedSolve.Of(Staircase(seed)).Status);

    [Fact]
    public void Restart_keeps_to_the_iteration_limit()
    {
        SdpProblem problem = RankOneRay(3, 0);
        for (int limit = 10; limit < 20; limit++)
        {
            SdpSolution solution = CheckedSolve.Of(problem, new SolverSettings { Threads = 1, MaxIterations = limit });
            Assert.InRange(solution.Statistics.Iterations, 0, limit);
        }
    }

    /// <summary>sum x_i F_i = ss', Ax = 0 and c'x = -1 for one x; all else is random, so often no x is feasible either.</summary>
    private static SdpProblem RankOneRay(int seed, int equalities)
    {
        const int Variables = 8;
        int[] orders = [10, 6];
        var random = new Random(seed);
        var problem = new DenseProblem(Variables, orders);
        double[] x = [.. Enumerable.Range(0, Variables).Select(_ => 0.5 + random.NextDouble())];
        for (int i = 1; i < Variables; i++)
        {
            problem.Objective[i] = random.NextDouble() - 0.5;
            problem.Objective[0] -= x[i] / x[0] * problem.Objective[i];
        }

        problem.Objective[0] -= 1.0 / x[0];
        for (int b = 0; b < orders.Length; b++)
        {
            Matrix<double> vector = RandomMatrices.Normal(random, orders[b], 1);
            problem.Constant[b] = RandomMatrices.Symmetric(random, orders[b]);
            problem.Coefficients[0][b] = vector * vector.Transpose() / x[0];
            for (int i = 1; i < Variables; i++)
            {
                problem.Coefficients[i][b] = RandomMatrices.Symmetric(random, orders[b]);
                problem.Coefficients[0][b] -= x[i] / x[0] * problem.Coefficients[i][b];
            }
        }

        return WithEqualities(problem.Build(), x, equalities, random);
    }

    private static SdpProblem WithEqualities(SdpProblem problem, double[] x, int count, Random random)
    {
        var rows = new TripletList();
        for (int row = 0; row < count; row++)
        {
            double sum = 0.0;
            for (int i = 1; i < x.Length; i++)
            {
                double value = random.NextDouble() - 0.5;
                rows.Add(row, i, value);
                sum += x[i] * value;
            }

            rows.Add(row, 0, -sum / x[0]);
        }

        return problem.WithEqualities(rows.Build(count, x.Length), [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() - 0.5)]);
    }

    /// <summary>F_1 = diag(I, 0, 0) with c_1 = 0 and F_2 = diag(0, I, 0) with c_2 = -1 contradict Y >= 0; mixed with others and rotated (Liu, Pataki 2018).</summary>
    private static SdpProblem Staircase(int seed)
    {
        const int Variables = 8;
        const int Order = 8;
        var random = new Random(seed);
        var problem = new DenseProblem(Variables, [Order]);
        Matrix<double> rotation = RandomMatrices.Normal(random, Order, Order).QR().Q;
        var plain = new Matrix<double>[Variables];
        var values = new double[Variables];
        for (int i = 0; i < Variables; i++)
        {
            plain[i] = i < 2
                ? Matrix<double>.Build.Dense(Order, Order, (row, column) => row == column && row / 2 == i ? 1.0 : 0.0)
                : RandomMatrices.Symmetric(random, Order);
            values[i] = i == 0 ? 0.0 : i == 1 ? -1.0 : random.Next(-3, 4);
        }

        problem.Constant[0] = -Matrix<double>.Build.DenseIdentity(Order);
        for (int i = 0; i < Variables; i++)
        {
            Matrix<double> mixed = plain[i];
            problem.Objective[i] = values[i];
            for (int j = 0; j < i; j++)
            {
                int multiple = random.Next(-2, 3);
                mixed += multiple * plain[j];
                problem.Objective[i] += multiple * values[j];
            }

            problem.Coefficients[i][0] = rotation * mixed * rotation.Transpose();
            problem.Coefficients[i][0] = 0.5 * (problem.Coefficients[i][0] + problem.Coefficients[i][0].Transpose());
        }

        return problem.Build();
    }
}
