using FsCheck;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using SdpKit.Tests.Solving;
using SdpKit.Tests.Verification;

namespace SdpKit.Tests.Modeling;

public class RandomModelTests
{
    private static readonly SolverSettings Precise = new() { Threads = 1, Tolerance = 1e-9 };

    [Property(MaxTest = 300)]
    public void Model_has_the_optimum_of_the_problem_built_by_hand_in_both_forms(DoNotSize<int> drawn)
    {
        int seed = drawn.Item;
        var random = new RandomModel(seed, withSquares: seed % 3 == 0);
        (SdpProblem problem, Func<double, double> objective) = random.ByHand();
        SdpSolution byHand = CheckedSolve.Of(problem, Precise);
        foreach (ModelForm form in Enum.GetValues<ModelForm>())
        {
            TranslatedModel translated = random.Model.Translate(form);
            ModelSolution solution = translated.Solve(Precise);
            Assert.Equal(form, translated.Form);
            Assert.Equal(CheckedSolve.Of(translated.Problem, Precise).Objective, solution.Solution.Objective);
            double optimum = objective(byHand.Objective);

            // Now and then a random model is so nearly without an interior that a solve ends with a gap above the tolerance, and says so.
            double tolerance = (1e-7 + (2.0 * (byHand.Errors!.Value.Largest + solution.Solution.Errors!.Value.Largest))) * (1.0 + Math.Abs(optimum));
            Assert.Equal(optimum, solution.Objective, tolerance);
            Assert.Equal(optimum, solution.Bound, tolerance);
            Assert.InRange(solution.Check().Largest, 0.0, 1e-5);
        }
    }

    [Property(MaxTest = 60)]
    public void Duals_are_the_derivatives_of_the_optimum(DoNotSize<int> drawn)
    {
        const double Step = 1e-4;
        int seed = drawn.Item;
        bool withSquares = seed % 3 == 0;
        var middle = new RandomModel(seed, withSquares);

        // Each inequality is shifted by itself; equalities together and by values of their left-hand sides, because some depend on others.
        IEnumerable<int[]> groups = Enumerable.Range(0, middle.Constraints.Count).GroupBy(k => middle.Constraints[k].Kind == ConstraintKind.Equal ? -1 : k, (_, group) => group.ToArray());
        foreach (int[] group in groups)
        {
            Matrix<double>[] directions = [.. middle.Constraints.Select((constraint, k) => Direction(constraint, seed, k, middle.Model.VariableCount))];
            ModelSolution above = Solved(seed, withSquares, group, directions, Step);
            ModelSolution below = Solved(seed, withSquares, group, directions, -Step);
            foreach (ModelForm form in Enum.GetValues<ModelForm>())
            {
                ModelSolution solution = middle.Model.Translate(form).Solve(Precise);
                if (new[] { above, below, solution }.Any(one => one.Status == ModelStatus.NearOptimal))
                {
                    // A model nearly without an interior, whose gap is wider than what the step changes.
                    continue;
                }

                Matrix<double>[] duals = [.. group.Select(k => Matrix<double>.Build.DenseOfArray(solution.EnsureOptimal().Dual(middle.Constraints[k].Constraint)))];
                double derivative = group.Zip(duals, (k, dual) => dual.PointwiseMultiply(directions[k]).Enumerate().Sum()).Sum();
                double largest = duals.Max(dual => dual.Enumerate().Max(Math.Abs));
                Assert.Equal((above.EnsureOptimal().Objective - below.EnsureOptimal().Objective) / (2.0 * Step), derivative, 1e-2 * (1.0 + largest));
            }
        }
    }

    private static Matrix<double> Direction(RandomConstraint constraint, int seed, int number, int variableCount)
    {
        Matrix<double> right = constraint.RightHandSide;
        if (constraint.Kind == ConstraintKind.Equal)
        {
            double[] step = [.. RandomMatrices.Normal(new Random(seed), variableCount, 1).Enumerate()];
            Matrix<double> difference = constraint.Twin.Dense(step) - constraint.Twin.Dense(new double[variableCount]);
            return right.IsSymmetric() ? (difference + difference.Transpose()) / 2.0 : difference;
        }

        Matrix<double> direction = RandomMatrices.Normal(new Random(seed + number), right.RowCount, right.ColumnCount);
        return right.IsSymmetric() ? direction + direction.Transpose() : direction;
    }

    private static ModelSolution Solved(int seed, bool withSquares, int[] group, Matrix<double>[] directions, double step) =>
        new RandomModel(seed, withSquares, (k, right) => group.Contains(k) ? right + (step * directions[k]) : right).Model.Solve(Precise);
}
