using System.Reflection;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

public class RefusalTests
{
    private readonly SdpModel _model = new();
    private readonly Variable _p;
    private readonly Variable _m;
    private readonly Variable _x;
    private readonly Variable _t;

    public RefusalTests()
    {
        _p = _model.AddSymmetricMatrix("P", 3);
        _m = _model.AddMatrix("M", 2, 3);
        _x = _model.AddVector("x", 2);
        _t = _model.AddScalar("t");
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_with_both_shapes_and_the_operation()
    {
        Refused("Cannot add 3 x 3 and 2 x 3", () => _p + _m);
        Refused("Cannot add 3 x 3 and 1 x 1: the shapes must be the same; a number times Identity(n) or Ones", () => _p + 1.0);
        Refused("Cannot add 2 x 3 and 3 x 3", () => _m - _p);
        Refused("Cannot multiply 3 x 3 by 2 x 3", () => _p * new double[2, 3]);
        Refused("Cannot multiply 2 x 1 by 2 x 3", () => _x * new double[2, 3]);
        Refused("Cannot take the inner product of 3 x 3 and 2 x 3", () => InnerProduct(Identity(3), _m));
        Refused("Cannot take the trace of 2 x 3", () => Trace(_m));
        Refused("Cannot take the diagonal of 2 x 3", () => Diagonal(_m));
        Refused("Cannot make a diagonal matrix of 2 x 3", () => DiagonalMatrix(_m));
        Refused("The blocks of row 0 of a block matrix have the heights 3, 2", () => Blocks([_p, _m]));
        Refused("need the same number of blocks", () => Blocks([_p, _p], [_p]));
        Refused("Cannot compare 2 x 3 >= 3 x 3", () => _m >= _p);
        Refused("Cannot compare 3 x 3 == 2 x 1", () => _p == _x);
        Refused("Cannot compare 3 x 3 >> 1 x 1: expected matrices of one order, or 0; a multiple t of the identity is t * Identity(n)", () => _p >> 1.0);
        Refused("Cannot compare 3 x 3 << 1 x 1", () => _p << _t);
        Refused("Expected a scalar, not a 3 x 3", () => _model.Minimize(_p));
        Refused("Cannot bound a convex scalar by 2 x 1", () => Norm(_x) <= _x);
        Refused("one of FrobeniusNorm, SpectralNorm and NuclearNorm", () => Norm(_p));
        Refused("no shape", () => Sum([]));
    }

    [Fact]
    public void Indexes_outside_are_refused()
    {
        Assert.Contains("Entry [3, 0] does not exist: the expression is 3 x 3", Assert.Throws<ArgumentOutOfRangeException>(() => _p[3, 0]).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => _x[2]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _p[1..1, ..]);
        Assert.Throws<ArgumentOutOfRangeException>(() => _p[.., 2..5]);
        Refused("needs two indexes", () => _p[0]);
    }

    [Fact]
    public void What_is_not_affine_or_not_convex_is_refused_with_a_reason()
    {
        Refused("the product is not affine", () => _t * _t);
        Refused("the product is not affine", () => _m * _p);
        Refused("one of them must be constant", () => Kronecker(_p, _t));
        Refused("Cannot multiply a convex expression by -1", () => -1.0 * Norm(_x));
        Refused("expected a number, a scalar parameter", () => _t * Norm(_x));
        Parameter a = _model.AddParameter("a", 1.0);
        Refused("make a parameter of the product", () => a * a);
        Refused("make a parameter of the product", () => a * (a * _p));
        Parameter b = _model.AddParameter("b", 1.0, Sign.NonNegative);
        Refused("two parameters", () => b * (b * Norm(_x)));
    }

    [Fact]
    public void Semidefiniteness_of_what_is_not_symmetric_is_refused()
    {
        double[,] a = { { 1.0, 2.0, 0.0 }, { 0.0, 1.0, 0.0 }, { 0.0, 0.0, 1.0 } };
        Refused("only a square matrix", () => _m >> 0);
        Refused("the expression is not symmetric, entries [1, 0] and [0, 1] differ", () => a * _p >> 0);
        Refused("the expression is not symmetric, entries [1, 0] and [0, 1] differ", () => (a * _p).IsPositiveSemidefinite());
        Refused("the expression is not symmetric", () => _p >> a);
        Refused("not symmetric", () => LargestEigenvalue(a * _p));
        Assert.NotNull((a * _p) + (_p * Transpose(a)) >> 0);
        Assert.NotNull(Transpose(a) * _p * a >> _p);
    }

    /// <summary>Symmetry does not depend on the size of the numbers, and rounding in the data is no mistake.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(-900)]
    [InlineData(-1070)]
    [InlineData(900)]
    [InlineData(1020)]
    public void Symmetry_is_found_out_at_every_scale(int exponent)
    {
        double factor = Math.ScaleB(1.0, exponent);
        double[,] symmetric = { { 1.0, 3.0, -2.0 }, { 3.0, 0.0, 7.0 }, { -2.0, 7.0, 5.0 } };
        double[,] other = { { 1.0, 3.0, -2.0 }, { 3.0, 0.0, 8.0 }, { -2.0, 7.0, 5.0 } };
        AffineExpression Times(double[,] matrix) => factor * (AffineExpression)matrix;
        Assert.NotNull(_p >> Times(symmetric));
        Assert.NotNull(Times(symmetric) >> _t * Times(symmetric));
        Refused("entries [2, 1] and [1, 2] differ", () => Times(symmetric) << Times(other));
        Refused("entries [2, 1] and [1, 2] differ", () => _t * Times(other) >> 0);
        Refused("entries [2, 1] and [1, 2] differ", () => _t * Times(other) >> Times(symmetric));
        Refused("not symmetric: entries [2, 1] and [1, 2] differ", () => _model.AddSymmetricParameter("S", Times(other)));
    }

    [Fact]
    public void Numbers_that_are_not_finite_are_refused()
    {
        Refused("Entry [0, 0] of a constant is NaN", () => double.NaN * _p);
        Refused("Entry [1, 0] of a constant is", () => _x >= new[] { 0.0, double.PositiveInfinity });
        Refused("Cannot divide an expression by 0", () => _p / 0.0);
        Refused("no entries", () => _x + Array.Empty<double>());
        Refused("expected finite numbers", () => _model.Minimize(1e200 * (1e200 * _t)).Translate());
        foreach (ModelForm form in Enum.GetValues<ModelForm>())
        {
            Refused("expected finite numbers", () => _model.Minimize(1e200 * (1e200 * SumOfSquares(_x))).Translate(form));
            Refused("expected finite numbers", () => _model.Minimize(1e200 * (1e200 * Norm(_x))).Translate(form));
            Refused("expected finite numbers", () => Overflowing().Translate(form));
        }

        Refused("expected finite numbers", () => _model.Minimize(SumOfSquares(1e200 * _x)).Translate(ModelForm.Inequality));
        Refused("squares of the data in a sum of squares underflow", () => _model.Minimize(SumOfSquares(1e-200 * _x)).Translate(ModelForm.Inequality));
    }

    [Fact]
    public void Variables_of_different_models_are_refused()
    {
        var other = new SdpModel();
        Variable q = other.AddSymmetricMatrix("Q", 3);
        Refused("belong to different models", () => _p + q);
        Refused("belong to another model", () => _model.Require(q >> 0));
        Refused("belong to another model", () => _model.Minimize(Trace(q)));
        Refused("belong to another model", () => _model.Minimize(NuclearNorm(q)));
        Refused("belong to different models", () => Norm(q[.., 0..1]) <= _t);
        Refused("belong to different models", () => Norm(q[.., 0..1]) + Norm(_x));
        Refused("belong to different models", () => other.AddParameter("w", 1.0, Sign.NonNegative) * Norm(_x));
        Refused("belong to different models", () => Blocks([_p, q]));
        ModelSolution solution = _model.Require(_p >> Identity(3)).Minimize(Trace(_p)).Solve();
        Refused("belong to another model", () => solution.Value(Trace(q)));
        Refused("was not required", () => solution.Dual(_p >> 0));
        Refused("added after", () => solution.Value(_model.AddScalar("later")));
        Refused("use Vector or Matrix", () => solution.Value(_p));
        Refused("use Matrix", () => solution.Vector(_p));
    }

    [Fact]
    public void Strict_inequalities_and_log_det_do_not_compile_and_say_why()
    {
        Assert.All(
            new (Type Type, string Name, string Reason)[]
            {
                (typeof(AffineExpression), "op_GreaterThan", "no closed set"),
                (typeof(AffineExpression), "op_LessThan", "no closed set"),
                (typeof(AffineExpression), "op_Inequality", "not a convex set"),
                (typeof(ConvexExpression), "op_GreaterThanOrEqual", "not a convex set"),
                (typeof(Expressions), "LogDeterminant", "not semidefinite representable"),
            },
            refused =>
            {
                ObsoleteAttribute reason = refused.Type.GetMethod(refused.Name)!.GetCustomAttribute<ObsoleteAttribute>()!;
                Assert.True(reason.IsError);
                Assert.Contains(refused.Reason, reason.Message!, StringComparison.Ordinal);
            });
    }

    private static SdpModel Overflowing()
    {
        var model = new SdpModel();
        return model.Require(1e200 * (1e200 * model.AddScalar("t")) == 1);
    }

    private static void Refused(string reason, Func<object> action) =>
        Assert.Contains(reason, Assert.ThrowsAny<ArgumentException>(action).Message, StringComparison.Ordinal);
}
