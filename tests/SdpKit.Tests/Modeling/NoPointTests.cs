using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>An infeasible or an unbounded model has no values, and nothing that looks like some.</summary>
public class NoPointTests
{
    [Theory]
    [InlineData(ModelForm.Inequality, false)]
    [InlineData(ModelForm.Inequality, true)]
    [InlineData(ModelForm.Equation, false)]
    [InlineData(ModelForm.Equation, true)]
    public void Infeasible_model_has_no_values_but_a_proof(ModelForm form, bool isMaximum)
    {
        var model = new SdpModel();
        Variable x = model.AddScalar("x");
        Variable p = model.AddSymmetricMatrix("P", 2);
        Constraint above = x >= 5;
        Constraint below = x <= 3;
        model.Require(above).Require(below).Require(p >> Identity(2));
        ModelSolution solution = (isMaximum ? model.Maximize(x - Trace(p)) : model.Minimize(x + Trace(p))).Translate(form).Solve();
        Assert.Equal(ModelStatus.Infeasible, solution.Status);
        double none = isMaximum ? double.NegativeInfinity : double.PositiveInfinity;
        Assert.Equal((none, none), (solution.Objective, solution.Bound));
        AssertNoValues(solution, p, above);
        Assert.Throws<InvalidOperationException>(() => solution.Direction(p));

        // Farkas: multipliers of the two, which sum to 0 and make 0 >= something positive.
        (double lower, double upper) = (solution.Dual(above)[0, 0], solution.Dual(below)[0, 0]);
        Assert.True(lower > 0.0 && (5.0 * lower) + (3.0 * upper) > 0.0);
        Assert.Equal(0.0, (lower + upper) / lower, 1e-7);
    }

    [Theory]
    [InlineData(ModelForm.Inequality)]
    [InlineData(ModelForm.Equation)]
    public void Proof_of_infeasibility_has_matrices(ModelForm form)
    {
        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", 2);
        Constraint cone = p >> 0;
        Constraint corner = p[0, 1] == 2.0;
        Constraint trace = Trace(p) <= 1.0;
        ModelSolution solution = model.Require(cone).Require(corner).Require(trace).Minimize(p[0, 0]).Translate(form).Solve();
        Assert.Equal(ModelStatus.Infeasible, solution.Status);

        // <S, P> + l P_01 + m tr P is 0 for every P, and 2 l + m is positive.
        double[,] s = solution.Dual(cone);
        (double l, double m) = (solution.Dual(corner)[0, 0], solution.Dual(trace)[0, 0]);
        Assert.True(m < 0.0 && (2.0 * l) + m > 0.0 && s[0, 0] * s[1, 1] >= s[0, 1] * s[1, 0] * (1.0 - 1e-7));
        Assert.All([s[0, 0] + m, s[1, 1] + m, s[0, 1] + s[1, 0] + l, s[0, 1] - s[1, 0]], sum => Assert.Equal(0.0, sum / m, 1e-7));
    }

    [Theory]
    [InlineData(ModelForm.Inequality, false)]
    [InlineData(ModelForm.Inequality, true)]
    [InlineData(ModelForm.Equation, false)]
    [InlineData(ModelForm.Equation, true)]
    public void Unbounded_model_has_a_direction(ModelForm form, bool isMaximum)
    {
        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", 2);
        Variable x = model.AddScalar("x");
        Constraint above = p >> 7.0 * Identity(2);
        model.Require(above).Require(p[0, 1] == 2).Require(x >= 3).Require(x <= 4);
        ModelSolution solution = (isMaximum ? model.Maximize(Trace(p) + x) : model.Minimize(-Trace(p) - x)).Translate(form).Solve();
        Assert.Equal(ModelStatus.Unbounded, solution.Status);
        Assert.True(double.IsNaN(solution.Objective));
        Assert.Equal(isMaximum ? double.PositiveInfinity : double.NegativeInfinity, solution.Bound);
        AssertNoValues(solution, p, above);
        Assert.Contains("ended as Unbounded: there are no duals", Assert.Throws<InvalidOperationException>(() => solution.Dual(above)).Message, StringComparison.Ordinal);

        // Along the direction p stays above 7 I, p_01 and x stay as they are, and the trace grows.
        double[,] direction = solution.Direction(p);
        double growth = direction[0, 0] + direction[1, 1];
        Assert.True(growth > 0.0 && direction[0, 0] >= 0.0 && direction[1, 1] >= 0.0);
        Assert.Equal(0.0, direction[0, 1] / growth, 1e-7);
        Assert.Equal(0.0, solution.Direction(x)[0, 0] / growth, 1e-7);
        Assert.Throws<ArgumentException>(() => solution.Direction(model.AddScalar("later")));
    }

    [Theory]
    [InlineData(ModelForm.Inequality)]
    [InlineData(ModelForm.Equation)]
    public void Bound_is_one_or_infinite(ModelForm form)
    {
        var random = new Random(3);
        var model = new SdpModel();
        Variable y = model.AddSymmetricMatrix("Y", 12);
        var weights = new double[12, 12];
        for (int k = 0; k < weights.Length; k++)
        {
            weights[k / 12, k % 12] = random.NextDouble() - 0.5;
        }

        TranslatedModel translated = model.Require(y >> 0).Require(Diagonal(y) == 1).Maximize(Trace(weights * y)).Translate(form);
        double optimum = translated.Solve().EnsureOptimal().Objective;
        for (int iterations = 1; iterations < 12; iterations++)
        {
            ModelSolution solution = translated.Solve(new SolverSettings { MaxIterations = iterations });
            Assert.True(solution.Bound > optimum - 1e-5, $"After {iterations} iterations the bound is {solution.Bound}, and the optimum {optimum}.");
        }
    }

    private static void AssertNoValues(ModelSolution solution, Variable p, Constraint constraint)
    {
        Action[] actions =
        [
            () => solution.Value(p[0, 0]), () => solution.Vector(Diagonal(p)), () => solution.Matrix(p), () => solution.Slack(constraint), () => solution.Check(), () => solution.EnsureOptimal(),
        ];
        Assert.All(actions, action => Assert.Contains($"ended as {solution.Status}", Assert.Throws<InvalidOperationException>(action).Message, StringComparison.Ordinal));
    }
}
