using SdpKit.Formats;
using SdpKit.Modeling;
using SdpKit.Tests.Solving;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

public class FirstModelsTests
{
    [Fact]
    public void Maximum_cut_of_the_pentagon()
    {
        double[,] laplacian = Laplacian(5);
        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        Constraint diagonal = Diagonal(y) == 1;
        model.Require(y >> 0).Require(diagonal);
        ModelSolution solution = model.Maximize(Trace(laplacian * y) / 4).Solve().EnsureOptimal();
        Assert.Equal(ModelForm.Equation, model.Translate().Form);

        // Goemans and Williamson 1995: 5/4 + 5/8 (1 + root 5)... of a cycle of odd length n it is n cos^2(pi / 2n).
        Assert.Equal(5.0 * Math.Pow(Math.Cos(Math.PI / 10.0), 2), solution.Objective, 1e-6);
        Assert.Equal(solution.Objective, solution.Bound, 1e-5);
        Assert.InRange(solution.Check().Largest, 0.0, 1e-7);
        Assert.Equal(solution.Objective, solution.Dual(diagonal).Cast<double>().Sum(), 1e-5);
    }

    [Fact]
    public void Theta_of_the_pentagon()
    {
        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        model.Require(y >> 0).Require(Trace(y) == 1).RequireAll(Enumerable.Range(0, 5).Select(i => y[i, (i + 1) % 5] == 0));
        ModelSolution solution = model.Maximize(Sum(y)).Solve().EnsureOptimal();
        Assert.Equal(Math.Sqrt(5.0), solution.Objective, 1e-6);
        Assert.Equal("equation form with 6 equations and 0 free scalars (the inequality form has 15 variables and 6 equalities); blocks: 1 semidefinite of order 5", solution.Description);
    }

    [Fact]
    public void Lyapunov_function()
    {
        double[,] a = { { -1.0, 2.0 }, { 0.0, -3.0 } };
        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", order: 2);
        model.Require(p >> Identity(2)).Require((Transpose(a) * p) + (p * a) << -Identity(2));
        ModelSolution solution = model.Minimize(Trace(p)).Solve().EnsureOptimal();
        Assert.InRange(solution.Check().Largest, 0.0, 1e-7);
        Assert.Equal(ModelForm.Inequality, model.Translate().Form);
    }

    [Fact]
    public void Positive_semidefinite_by_name_is_the_same_constraint_as_by_sign()
    {
        Assert.Equal(Written(expression => expression >> 0), Written(expression => expression.IsPositiveSemidefinite()));

        static string Written(Func<AffineExpression, Constraint> constrain)
        {
            var model = new SdpModel();
            Variable y = model.AddSymmetricMatrix("Y", order: 3);
            Variable x = model.AddVector("x", 2);
            AffineExpression band = Blocks([x[0], 1.0], [1.0, x[1]]);
            model.Require(constrain(y - Identity(3))).Require(constrain(band)).Require(Trace(y) + Sum(x) >= 1).Minimize(Trace(y) + Sum(x));
            Assert.InRange(model.Solve().EnsureOptimal().Check().Largest, 0.0, 1e-7);
            using var stream = new MemoryStream();
            JsonProblemWriter.Write(model.Translate().Problem, stream);
            return System.Text.Encoding.UTF8.GetString(stream.ToArray());
        }
    }

    [Fact]
    public void Model_written_to_a_file_has_the_same_optimum()
    {
        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", order: 5);
        TranslatedModel translated = model.Require(y >> 0).Require(Diagonal(y) == 1).Maximize(Trace(Laplacian(5) * y) / 4).Translate();
        using var stream = new MemoryStream();
        SdpaWriter.Write(translated.Problem, stream);
        stream.Position = 0;
        Assert.Equal(translated.Solve().Objective, CheckedSolve.Optimum(SdpaReader.Read(stream).Problem), 1e-6);
    }

    [Fact]
    public void Model_with_equalities_and_squares_written_to_a_file_has_the_same_optimum_in_both_forms()
    {
        // The distance of (0.9, 0.6, -0.3) from the simplex; the nearest point is (0.65, 0.35, 0).
        var model = new SdpModel();
        Variable x = model.AddVector("x", 3);
        Variable distance = model.AddScalar("distance");
        model.Require(x >= 0).Require(Sum(x) == 1).Require(SumOfSquares(x - new[] { 0.9, 0.6, -0.3 }) <= distance).Minimize(distance);
        foreach (ModelForm form in Enum.GetValues<ModelForm>())
        {
            SdpProblem problem = model.Translate(form).Problem;
            Assert.NotEqual(0, problem.Equalities.RowCount);
            using var stream = new MemoryStream();
            SdpaWriter.Write(problem.WithEqualitiesAsInequalities(), stream);
            stream.Position = 0;
            SdpProblem read = SdpaReader.Read(stream).Problem;
            Assert.Equal(0, read.Equalities.RowCount);
            Assert.Equal(CheckedSolve.Optimum(problem), CheckedSolve.Optimum(read), 1e-5);
            Assert.Equal(0.215, model.Translate(form).Solve().Objective, 1e-6);
        }
    }

    [Fact]
    public void Statuses_are_those_of_the_model_in_both_forms()
    {
        foreach (ModelForm form in Enum.GetValues<ModelForm>())
        {
            var model = new SdpModel();
            Variable p = model.AddSymmetricMatrix("P", order: 2);
            model.Require(p >> 0).Require(p[0, 1] == 2.0).Minimize(p[0, 0] - p[1, 1]);
            Assert.Equal(ModelStatus.Unbounded, model.Translate(form).Solve().Status);
            ModelSolution solution = model.Require(Trace(p) <= 1.0).Translate(form).Solve();
            Assert.Equal(ModelStatus.Infeasible, solution.Status);
            Assert.Contains("No values satisfy the constraints", Assert.Throws<InvalidOperationException>(solution.EnsureOptimal).Message, StringComparison.Ordinal);
        }
    }

    private static double[,] Laplacian(int n)
    {
        var laplacian = new double[n, n];
        for (int i = 0; i < n; i++)
        {
            laplacian[i, i] = 2.0;
            laplacian[i, (i + 1) % n] = laplacian[(i + 1) % n, i] = -1.0;
        }

        return laplacian;
    }
}
