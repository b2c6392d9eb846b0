using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>What a debugger or a log shows of a model is one short line.</summary>
public class ShortTextTests
{
    [Fact]
    public void Everything_says_what_it_is()
    {
        var model = new SdpModel();
        Variable p = model.AddSymmetricMatrix("P", 3);
        Variable x = model.AddVector("x", 3);
        Variable t = model.AddScalar("t");
        Parameter weight = model.AddParameter("w", 0.5, Sign.NonNegative);
        AssertText("P, symmetric 3 x 3 variable", p);
        AssertText("x, 3 x 1 variable", x);
        AssertText("w, 1 x 1 parameter, NonNegative", weight);
        AssertText("A, symmetric 3 x 3 parameter", model.AddSymmetricParameter("A", Identity(3)));
        AssertText("3 x 3 constant", Identity(3));
        AssertText("1 x 1 constant 0.5", 0.25 + (AffineExpression)0.25);
        AssertText("3 x 1 affine expression of P, x, w", (p * Ones(3, 1)) + (weight * x));
        AssertText("1 x 1 affine expression of x0, x1, x2, x3, ...", Sum(Enumerable.Range(0, 1000).Select(i => model.AddScalar($"x{i}"))));
        AssertText("convex expression of t, x, P, with 2 x EuclideanNorm, SumOfSquares", t + (weight * Norm(x)) + FrobeniusNorm(p) + SumOfSquares(x));
        AssertText("3 x 3 constraint >> on P, t", p >> t * Identity(3));
        AssertText("3 x 1 constraint <= on x", x <= 1);
        AssertText("convex expression of x, with EuclideanNorm <= t, 1 x 1 variable", Norm(x) <= t);
        model.Require(p >> 0).RequireAll(Enumerable.Range(0, 3).Select(i => x[i] >= i)).Minimize(Trace(p) + Sum(x));
        AssertText("minimize 1 x 1 affine expression of P, x; variables: 1003 with 1010 scalars, constraints: 4, parameters: 2", model);
        AssertText(model.Translate().Description, model.Translate());
        ModelSolution solution = model.Solve();
        Assert.StartsWith("Optimal, objective ", solution.ToString(), StringComparison.Ordinal);
        AssertText("Infeasible, objective Infinity, bound Infinity", model.Require(Sum(x) <= -1).Solve());
    }

    [Fact]
    public void Long_check_shows_the_worst_and_counts_the_others()
    {
        var check = new ModelCheck([.. Enumerable.Range(0, 500).Select(k => new ConstraintCheck($"c{k}", ConstraintKind.Equal, k == 300 ? 0.25 : 1e-9 / (k + 1)))]);
        string[] lines = check.ToString().Split('\n');
        Assert.InRange(lines.Length, 2, 30);
        Assert.Contains("2.5E-001  Equal  c300", lines);
        Assert.Matches(@"^and 480 more, none above \d\.\dE-011$", lines[^1]);
        Assert.Equal("1.0E-009  Equal  c0", new ModelCheck(check.Constraints[..1]).ToString());
    }

    private static void AssertText(string expected, object item)
    {
        Assert.Equal(expected, item.ToString());
        Assert.InRange(item.ToString()!.Length, 1, 200);
    }
}
