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
            Assert.Equal(optimum, solution.Objective, 1e-7 * (1.0 + Math.Abs(optimum)));
            Assert.Equal(optimum, solution.Bound, 1e-7 * (1.0 + Math.Abs(optimum)));
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
        for (int k = 0; k < middle.Constraints.Count; k++)
        {
            RandomConstraint constraint = middle.Constraints[k];
            Matrix<double> direction = RandomMatrices.Normal(new Random(seed + k), constraint.RightHandSide.RowCount, constraint.RightHandSide.ColumnCount);
            direction = constraint.RightHandSide.IsSymmetric() ? direction + direction.Transpose() : direction;
            ModelSolution above = Solved(seed, withSquares, k, Step * direction);
            ModelSolution below = Solved(seed, withSquares, k, -Step * direction);
            if (constraint.Kind == ConstraintKind.Equal && above.Status == ModelStatus.Infeasible)
            {
                // An equality that depends on others, or on none of the variables, cannot be shifted.
                continue;
            }

            foreach (ModelForm form in Enum.GetValues<ModelForm>())
            {
                Matrix<double> dual = Matrix<double>.Build.DenseOfArray(middle.Model.Translate(form).Solve(Precise).Dual(constraint.Constraint));
                double derivative = dual.PointwiseMultiply(direction).Enumerate().Sum();
                Assert.Equal((above.EnsureOptimal().Objective - below.EnsureOptimal().Objective) / (2.0 * Step), derivative, 1e-2 * (1.0 + dual.Enumerate().Max(Math.Abs)));
            }
        }
    }

    private static ModelSolution Solved(int seed, bool withSquares, int constraint, Matrix<double> shift) =>
        new RandomModel(seed, withSquares, (k, right) => k == constraint ? right + shift : right).Model.Solve(Precise);
}
