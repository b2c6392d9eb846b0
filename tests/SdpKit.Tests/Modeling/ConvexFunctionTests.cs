using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using SdpKit.Tests.Verification;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

public class ConvexFunctionTests
{
    [Property(MaxTest = 20)]
    public void Least_value_over_one_point_is_the_value_there(int seed)
    {
        var random = new Random(seed);
        Matrix<double> a = RandomMatrices.Normal(random, random.Next(1, 5), random.Next(1, 5));
        Vector<double> singular = a.Svd().S;
        AssertLeast(singular[0], a, SpectralNorm);
        AssertLeast(singular.Sum(), a, NuclearNorm);
        AssertLeast(a.FrobeniusNorm(), a, FrobeniusNorm);
        AssertLeast(Math.Pow(a.FrobeniusNorm(), 2), a, SumOfSquares);
        AssertLeast(a.Column(0).L2Norm(), a.Column(0).ToColumnMatrix(), Norm);
        AssertLeast(a.Row(0).L2Norm(), a.Row(0).ToRowMatrix(), Norm);

        Matrix<double> symmetric = RandomMatrices.Symmetric(random, 3);
        AssertLeast(symmetric.Evd(Symmetricity.Symmetric).EigenValues.Real().Max(), symmetric, LargestEigenvalue, (model, _, _) => model.AddSymmetricMatrix("X", 3));
    }

    /// <summary>max &lt;C,X> over the unit ball is the dual norm of C.</summary>
    [Property(MaxTest = 20)]
    public void Greatest_inner_product_over_a_unit_ball_is_the_dual_norm(int seed)
    {
        var random = new Random(seed);
        Matrix<double> c = RandomMatrices.Normal(random, random.Next(1, 4), random.Next(1, 4));
        Vector<double> singular = c.Svd().S;
        AssertGreatest(singular.Sum(), c, x => SpectralNorm(x) <= 1);
        AssertGreatest(singular[0], c, x => NuclearNorm(x) <= 1);
        AssertGreatest(c.FrobeniusNorm(), c, x => FrobeniusNorm(x) <= 1);
        AssertGreatest(c.FrobeniusNorm(), c, x => SumOfSquares(x) <= 1);
        AssertGreatest(c.FrobeniusNorm(), c, x => 0.5 * FrobeniusNorm(x) + (0.5 * FrobeniusNorm(x)) <= 1);
    }

    /// <summary>The nearest point of the unit ball to a, in the norm of the objective: ||a|| - 1 away.</summary>
    [Fact]
    public void Dual_of_a_norm_bound_is_how_the_optimum_changes_with_the_bound()
    {
        double[] a = [3.0, 4.0];
        var model = new SdpModel();
        Variable x = model.AddVector("x", 2);
        Constraint ball = Norm(x) <= 1.0;
        ModelSolution solution = model.Require(ball).Minimize(Norm(x - a)).Solve().EnsureOptimal();
        Assert.Equal(4.0, solution.Objective, 1e-6);
        Assert.Equal(-1.0, solution.Dual(ball)[0, 0], 1e-5);
        Assert.Equal(0.0, solution.Slack(ball)[0, 0], 1e-6);
        Assert.Equal([0.6, 0.8], solution.Vector(x), (one, other) => Math.Abs(one - other) < 1e-5);
    }

    private static void AssertLeast(double expected, Matrix<double> a, Func<AffineExpression, ConvexExpression> function, Func<SdpModel, int, int, Variable>? add = null)
    {
        var model = new SdpModel();
        Variable x = (add ?? ((owner, rows, columns) => owner.AddMatrix("X", rows, columns)))(model, a.RowCount, a.ColumnCount);
        ModelSolution solution = model.Require(x == a).Minimize(2.0 * function(x) + 1.0 - 0.5).Solve().EnsureOptimal();
        Assert.Equal((2.0 * expected) + 0.5, solution.Objective, 1e-5 * (1.0 + Math.Abs(expected)));
    }

    private static void AssertGreatest(double expected, Matrix<double> c, Func<AffineExpression, Constraint> ball)
    {
        var model = new SdpModel();
        Variable x = model.AddMatrix("X", c.RowCount, c.ColumnCount);
        ModelSolution solution = model.Require(ball(x)).Maximize(InnerProduct(c, x)).Solve().EnsureOptimal();
        Assert.Equal(expected, solution.Objective, 1e-5 * (1.0 + expected));
        Assert.InRange(solution.Check().Largest, 0.0, 1e-5);
    }
}
