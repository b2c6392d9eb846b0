using FsCheck;
using FsCheck.Xunit;
using SdpKit.Modeling;
using SdpKit.Tests.Solving;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>Tests that scalar constraints answer the same in rows as by themselves, where a translation after each keeps them.</summary>
public class ScalarConstraintRowTests
{
    [Property(MaxTest = 60)]
    public void Constraints_in_rows_answer_as_by_themselves_in_both_forms(DoNotSize<int> seed)
    {
        (SdpModel joined, List<Constraint> constraints) = Draw(new Random(seed.Item), translatesOften: false);
        (SdpModel twin, List<Constraint> twins) = Draw(new Random(seed.Item), translatesOften: true);
        foreach (ModelForm form in Enum.GetValues<ModelForm>())
        {
            TranslatedModel translated = joined.Translate(form);
            ModelSolution actual = translated.Solve();
            ModelSolution expected = twin.Translate(form).Solve();
            Assert.Equal(CheckedSolve.Of(translated.Problem).Objective, actual.Solution.Objective);
            Assert.Equal(expected.Objective, actual.Objective);
            Assert.Equal(expected.Description, actual.Description);
            Assert.Equal<ConstraintCheck>(expected.Check().Constraints, actual.Check().Constraints);
            Assert.Equal(constraints.Select((_, k) => $"c{k}"), actual.Check().Constraints.Skip(1).Select(check => check.Name));
            Assert.All(constraints.Zip(twins), pair =>
            {
                Assert.Equal(expected.Dual(pair.Second), actual.Dual(pair.First));
                Assert.Equal(expected.Slack(pair.Second), actual.Slack(pair.First));
            });
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(3000)]
    public void Model_keeps_rows_and_not_constraints(int count)
    {
        var model = new SdpModel();
        Variable x = model.AddVector("x", count);
        for (int k = 0; k < count; k++)
        {
            model.Require(x[k] >= k).Require(x[k] <= k + 1.0, $"above {k}");
        }

        TranslatedModel translated = model.Translate();
        Assert.InRange(translated.Model.Constraints.Length, 1, 1 + (2 * count / 1000));
        Assert.Equal(2 * count, translated.Problem.Blocks.Single().Order);
    }

    [Fact]
    public void Constraint_is_found_where_it_was_required_before_the_translation()
    {
        var model = new SdpModel();
        Variable x = model.AddVector("x", 3);
        Constraint[] bounds = [.. Enumerable.Range(0, 3).Select(k => x[k] >= k)];
        Constraint later = Sum(x) >= 10.0;
        ModelSolution before = Solved(model.RequireAll(bounds).Minimize(Sum(x)));
        ModelSolution after = Solved(model.Require(later).Require(bounds[0]).Require(x[1] + x[2] >= 1.0));
        Assert.Equal(3, before.Check().Constraints.Length);
        Assert.Equal(6, after.Check().Constraints.Length);
        Assert.All(bounds, bound => Assert.Equal(1.0, before.Dual(bound)[0, 0], 1e-5));
        Assert.All(bounds, bound => Assert.Equal(0.0, after.Dual(bound)[0, 0], 1e-5));
        Assert.Equal(1.0, after.Dual(later)[0, 0], 1e-5);
        Assert.Equal(0.0, after.Slack(later)[0, 0], 1e-5);
        Assert.Contains("was not required", Assert.Throws<ArgumentException>(() => before.Dual(later)).Message, StringComparison.Ordinal);
        Assert.Contains("was not required", Assert.Throws<ArgumentException>(() => after.Slack(x[0] >= 0.0)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Constraint_without_variables_may_stand_in_two_models()
    {
        Constraint constant = (AffineExpression)2.0 >= 1.0;
        foreach (double bound in new[] { 1.0, 2.0 })
        {
            var model = new SdpModel();
            Variable x = model.AddVector("x", 1);
            ModelSolution solution = Solved(model.Require(constant).Require(x[0] >= bound).Minimize(x));
            Assert.Equal(bound, solution.Objective, 1e-6);
            Assert.Equal(1.0, solution.Slack(constant)[0, 0]);
            Assert.Equal(0.0, solution.Dual(constant)[0, 0], 1e-6);
        }
    }

    private static ModelSolution Solved(SdpModel model)
    {
        TranslatedModel translated = model.Translate();
        CheckedSolve.Optimum(translated.Problem);
        return translated.Solve().EnsureOptimal();
    }

    /// <summary>Draws a model with a bounded feasible set around 0 and scalar constraints of all kinds, some with parameters, with whole variables or without numbers, between others.</summary>
    private static (SdpModel Model, List<Constraint> Constraints) Draw(Random random, bool translatesOften)
    {
        var model = new SdpModel();
        Variable x = model.AddVector("x", 5);
        Variable t = model.AddScalar("t");
        Parameter weight = model.AddParameter("w", 1.5);
        List<Constraint> constraints = [Norm(Stack(x, t)) <= 3.0];
        for (int k = random.Next(1, 12); k > 0; k--)
        {
            (AffineExpression one, AffineExpression other) = (x[random.Next(5)], x[random.Next(5)]);
            double factor = random.NextDouble();
            constraints.Add(random.Next(8) switch
            {
                0 => t >= -factor,
                1 => one + (weight * other) <= factor,
                2 => one >= -weight,
                3 => (factor * one) - t <= 1.0,
                4 => Stack(one, other) >= -2.0,
                5 when constraints.Count < 4 => one == factor * other,
                6 => 1.0 + t >= one + (2.0 * other),
                _ => one >= -factor,
            });
        }

        foreach (Constraint constraint in constraints)
        {
            model.Require(constraint, $"c{constraints.IndexOf(constraint)}");
            if (translatesOften)
            {
                model.Translate();
            }
        }

        return (model.Minimize(Sum(x) + t), constraints);
    }
}
