using FsCheck;
using FsCheck.Xunit;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>Every factor of a convex expression, number or parameter, is at least 0 whatever value it takes, or refused.</summary>
public class ParameterSignTests
{
    private static readonly string[] Names = [nameof(Norm), nameof(SumOfSquares), nameof(FrobeniusNorm), nameof(SpectralNorm), nameof(NuclearNorm), nameof(LargestEigenvalue), "sum"];

    private readonly SdpModel _model = new();
    private readonly Variable _x;
    private readonly Variable _t;
    private readonly Parameter _positive;
    private readonly Parameter _negative;
    private readonly Parameter _unknown;

    public ParameterSignTests()
    {
        _x = _model.AddVector("x", 2);
        _t = _model.AddScalar("t");
        _positive = _model.AddParameter("p", 2.0, Sign.NonNegative);
        _negative = _model.AddParameter("n", -1.0, Sign.NonPositive);
        _unknown = _model.AddParameter("u", 1.0);
    }

    /// <summary>Each function, so that none has a way of its own past the rule.</summary>
    public static TheoryData<string> Functions => new(Names);

    [Theory]
    [MemberData(nameof(Functions))]
    public void Factors_that_may_be_negative_are_refused_where_they_are_written(string function)
    {
        ConvexExpression convex = Of(function);
        Refused("nothing is known about it. If it never has, declare that: AddParameter(\"u\", value, Sign.NonNegative)", () => _unknown * convex);
        Refused("parameter u", () => -_unknown * convex);
        Refused("parameter u", () => (_positive + _unknown) * convex);
        Refused("parameter u", () => _model.AddParameter("v", new[] { 1.0, 2.0 }, Sign.NonNegative)[1] * (_unknown * convex));
        Refused("what may be negative (n, 1 x 1 parameter, NonPositive): the product is not convex", () => _negative * convex);
        Refused("what may be negative (1 x 1 affine expression of p)", () => -_positive * convex);
        Refused("what may be negative (1 x 1 affine expression of p)", () => (_positive - 1.0) * convex);
        Refused("what may be negative (1 x 1 affine expression of p, n)", () => (_positive + _negative) * convex);
        Refused("by -0.5: the product is not convex", () => -0.5 * convex);
        Refused("expected a number", () => new[] { 1.0, 2.0 } * convex);
        Refused("by t, 1 x 1 variable: expected a number", () => _t * convex);
    }

    [Theory]
    [InlineData(ModelForm.Inequality)]
    [InlineData(ModelForm.Equation)]
    public void Values_that_contradict_the_sign_are_refused_before_anything_is_solved(ModelForm form)
    {
        TranslatedModel translated = _model.Require(_x == new[] { 1.0, 0.0 }).Require(_t >= 0).Require(3.0 + (_positive * Norm(_x)) <= _t).Minimize(_t).Translate(form);
        Assert.Equal(5.0, translated.Solve().EnsureOptimal().Objective, 1e-5);
        Assert.Equal(3.5, translated.With(_positive, 0.5).Solve().EnsureOptimal().Objective, 1e-5);
        Refused("The value of parameter p is -1, but the parameter was declared NonNegative", () => translated.With(_positive, -1.0));
        Refused("The value of parameter p is -1", () => translated.Sweep(_positive, [1.0, -1.0]));
        Refused("The value of parameter n is 1", () => translated.With(_negative, 1.0));
        Refused("The value of parameter q is -5E-324", () => _model.AddParameter("q", -double.Epsilon, Sign.NonNegative));
        double[,] mixed = { { 1.0, -2.0 }, { -2.0, 1.0 } };
        Refused("Entry [0, 1] of the value of parameter S is -2", () => _model.AddSymmetricParameter("S", mixed, Sign.NonNegative));
        Refused("Unknown sign", () => _model.AddParameter("q", 1.0, (Sign)7));
        Assert.Equal(0.0, translated.With(_negative, 0.0).With(_positive, 0.0).Solve().EnsureOptimal().Objective - 3.0, 1e-5);
    }

    /// <summary>The same models with numbers in the place of parameters have the same optima.</summary>
    [Property(MaxTest = 40)]
    public void Sums_of_parameters_of_known_signs_are_factors_like_numbers(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        double[] values = [random.NextDouble(), -random.NextDouble(), random.NextDouble()];
        ModelForm form = random.Next(2) == 0 ? ModelForm.Inequality : ModelForm.Equation;
        
        string function = Names[random.Next(Names.Length)];
        string other = Names[random.Next(Names.Length)];
        bool isObjective = random.Next(2) == 0;

        var numbers = new ParameterSignTests();
        double expected = numbers.Written(values[0], values[1], values[2], function, other, isObjective).Translate(form).Solve().EnsureOptimal().Objective;
        var symbols = new ParameterSignTests();
        Parameter matrix = symbols._model.AddParameter("W", new[,] { { 0.0, 1.0 } }, Sign.NonNegative);
        TranslatedModel translated = symbols.Written(symbols._positive, symbols._negative, matrix[0, 1], function, other, isObjective).Translate(form)
            .With(symbols._positive, values[0]).With(symbols._negative, values[1]).With(matrix, new[,] { { 0.3, values[2] } });
        Assert.Equal(expected, translated.Solve().EnsureOptimal().Objective, 1e-5 * (1.0 + expected));
    }

    [Fact]
    public void Affine_expressions_take_parameters_of_any_sign()
    {
        ConvexExpression affine = (AffineExpression)_t;
        Assert.Equal(-3.0, _model.Require(_t <= 3).Minimize(-_unknown * affine).Solve().EnsureOptimal().Objective, 1e-6);
        Assert.Equal(3.0, _model.Translate().With(_unknown, -1.0).With(_unknown, 1.0).Solve().EnsureOptimal().Objective * -1.0, 1e-6);
    }

    private SdpModel Written(AffineExpression p, AffineExpression n, AffineExpression w, string function, string other, bool isObjective)
    {
        ConvexExpression convex = ((p + (0.5 - n)) * Of(function)) + (2.0 * ((w / 4.0) * Of(other))) + Sum(_x);
        return isObjective ? _model.Require(_x >= 0.25).Minimize(convex) : _model.Require(_x >= 0.25).Require(convex <= _t).Minimize(_t);
    }

    private ConvexExpression Of(string function) => function switch
    {
        nameof(Norm) => Norm(_x - new[] { 1.0, 2.0 }),
        nameof(SumOfSquares) => SumOfSquares(_x - new[] { 1.0, 2.0 }),
        nameof(FrobeniusNorm) => FrobeniusNorm(Blocks([_x, 2.0 * _x])),
        nameof(SpectralNorm) => SpectralNorm(Blocks([_x, 2.0 * _x])),
        nameof(NuclearNorm) => NuclearNorm(Blocks([_x, _x - new[] { 1.0, 2.0 }])),
        nameof(LargestEigenvalue) => LargestEigenvalue(DiagonalMatrix(_x)),
        _ => SumOfSquares(_x) + Norm(_x) + _x[0],
    };

    private static void Refused(string reason, Func<object> action) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
