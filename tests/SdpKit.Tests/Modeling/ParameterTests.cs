using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

public class ParameterTests
{
    private static readonly double[,] Data = { { 2.0, -1.0 }, { -1.0, 3.0 } };

    private static readonly double[,] Other = { { 1.0, 0.5 }, { 0.5, 4.0 } };

    [Theory]
    [InlineData(ModelForm.Inequality)]
    [InlineData(ModelForm.Equation)]
    public void Another_value_gives_the_optimum_of_a_model_built_with_it(ModelForm form)
    {
        foreach (Func<SdpModel, AffineExpression, AffineExpression, SdpModel> build in Models())
        {
            var model = new SdpModel();
            Parameter matrix = model.AddSymmetricParameter("M", Data);
            Parameter weight = model.AddParameter("w", 1.5, Sign.NonNegative);
            TranslatedModel translated = build(model, matrix, weight).Translate(form).Prepare();
            AssertSame(form, build, Data, 1.5, translated);
            AssertSame(form, build, Other, 1.5, translated.With(matrix, Other));
            AssertSame(form, build, Other, 0.25, translated.With(matrix, Other).With(weight, 0.25));
            AssertSame(form, build, Data, 0.25, translated.With(weight, 0.25));
        }
    }

    [Fact]
    public void Value_that_does_not_fit_is_refused()
    {
        var model = new SdpModel();
        Parameter weight = model.AddParameter("w", 1.0);
        Variable x = model.AddScalar("x");
        TranslatedModel translated = model.Require(x >= weight).Minimize(x).Translate();
        Assert.Contains("expected a 1 x 1 constant", Assert.Throws<ArgumentException>(() => translated.With(weight, Data)).Message, StringComparison.Ordinal);
        Assert.Contains("expected a 1 x 1 constant", Assert.Throws<ArgumentException>(() => translated.With(weight, x)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => translated.With(model.AddParameter("later", 1.0), 2.0));
        Assert.Throws<ArgumentException>(() => translated.With(new SdpModel().AddParameter("other", 1.0), 2.0));
        Assert.Throws<ArgumentException>(() => model.AddParameter("not constant", x));
        double[,] upper = { { 1.0, 1.0 }, { 0.0, 1.0 } };
        Assert.Contains("not symmetric: entries [1, 0]", Assert.Throws<ArgumentException>(() => model.AddSymmetricParameter("S", upper)).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => model.AddSymmetricParameter("S", new double[2, 3]));
    }

    /// <summary>Models with a parameter in each place where it may be: c, b, F_0, coefficients, and the weights of convex functions.</summary>
    private static IEnumerable<Func<SdpModel, AffineExpression, AffineExpression, SdpModel>> Models()
    {
        yield return (model, matrix, weight) =>
        {
            Variable p = model.AddSymmetricMatrix("P", 2);
            return model.Require(p >> matrix).Require(p[0, 0] >= 2.0 * weight).Minimize(Trace(p) + (weight * p[0, 1]));
        };
        yield return (model, matrix, weight) =>
        {
            Variable y = model.AddSymmetricMatrix("Y", 2);
            return model.Require(y >> 0).Require(Trace(y) == weight).Maximize(Trace(matrix * y));
        };
        yield return (model, matrix, weight) =>
        {
            Variable x = model.AddVector("x", 2);
            return model.Require(x[0] + (weight * x[1]) == 1).Minimize(SumOfSquares(x - matrix[.., ..1]) + (weight * SumOfSquares(x)) + (weight * Norm(matrix * x)));
        };
    }

    private static void AssertSame(
        ModelForm form,
        Func<SdpModel, AffineExpression, AffineExpression, SdpModel> build,
        double[,] matrix,
        double weight,
        TranslatedModel translated)
    {
        var fresh = new SdpModel();
        ModelSolution expected = build(fresh, matrix, weight).Translate(form).Solve().EnsureOptimal();
        ModelSolution actual = translated.Solve().EnsureOptimal();
        Assert.Equal(expected.Objective, actual.Objective, 1e-6 * (1.0 + Math.Abs(expected.Objective)));
        Assert.InRange(actual.Check().Largest, 0.0, 1e-6);
    }
}
