using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

public class SweepTests
{
    private static readonly AffineExpression[] Weights = [.. Enumerable.Range(1, 40).Select(k => (AffineExpression)(0.04 * k))];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(64)]
    public void Sweep_gives_the_same_bits_as_single_solves_in_order(int threads)
    {
        (TranslatedModel model, Parameter weight, Variable p) = Make();
        ModelSolution[] solutions = model.Sweep(weight, Weights, new SolverSettings { Threads = threads });
        Assert.Equal(Weights.Select(value => model.With(weight, value).Solve().Matrix(p)), solutions.Select(solution => solution.Matrix(p)));
        Assert.All(solutions, solution => Assert.InRange(solution.EnsureOptimal().Check().Largest, 0.0, 1e-7));
    }

    [Fact]
    public void Sweep_over_a_coefficient_translates_again()
    {
        var model = new SdpModel();
        Parameter slope = model.AddParameter("slope", 1.0);
        Variable x = model.AddScalar("x");
        TranslatedModel translated = model.Require(slope * x >= 6).Minimize(x).Translate();
        ModelSolution[] solutions = translated.Sweep(slope, [1.0, 2.0, 3.0]);
        Assert.Equal([6.0, 3.0, 2.0], solutions.Select(solution => solution.EnsureOptimal().Objective), (one, other) => Math.Abs(one - other) < 1e-6);
        Assert.All(solutions, solution => Assert.InRange(solution.Check().Largest, 0.0, 1e-7));
    }

    [Fact]
    public void Sweep_over_no_values_gives_no_answers()
    {
        (TranslatedModel model, Parameter weight, _) = Make();
        Assert.Empty(model.Sweep(weight, []));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Sweep_cancelled_before_it_starts_solves_nothing(int threads)
    {
        (TranslatedModel model, Parameter weight, Variable p) = Make();
        var settings = new SolverSettings { Threads = threads, Backend = new SolveCount(_ => Assert.Fail("A solve began.")) };
        ModelSolution[] solutions = model.Sweep(weight, Weights, settings, new CancellationToken(canceled: true));
        Assert.Equal(Weights.Length, solutions.Length);
        Assert.All(solutions, solution => Assert.Equal((ModelStatus.Cancelled, 0.0), (solution.Status, solution.Value(Trace(p)))));
    }

    [Theory]
    [InlineData(1, 0)]
    [InlineData(1, 7)]
    [InlineData(2, 7)]
    public void Cancelled_sweep_keeps_what_is_done_and_begins_nothing_more(int threads, int before)
    {
        (TranslatedModel model, Parameter weight, Variable p) = Make();
        using var source = new CancellationTokenSource();
        int begun = 0;
        var settings = new SolverSettings
        {
            Threads = threads,
            Backend = new SolveCount(count =>
            {
                begun++;
                if (count == before)
                {
                    source.Cancel();
                }
            }),
        };
        ModelSolution[] solutions = model.Sweep(weight, Weights, settings, source.Token);

        // Another thread may have been between its look at the token and the beginning of its solve.
        Assert.InRange(begun, before + 1, before + threads);
        Assert.InRange(solutions.Count(solution => solution.Status == ModelStatus.Cancelled), Weights.Length - before, Weights.Length - before + threads - 1);
        Assert.All(solutions[(before + threads)..], solution => Assert.Equal(ModelStatus.Cancelled, solution.Status));
        foreach ((int k, ModelSolution solution) in solutions.Index().Where(each => each.Item.Status != ModelStatus.Cancelled))
        {
            Assert.Equal(model.With(weight, Weights[k]).Solve().EnsureOptimal().Matrix(p), solution.Matrix(p));
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Exception_within_a_sweep_comes_through_as_it_is(int threads)
    {
        (TranslatedModel model, Parameter weight, _) = Make();
        var settings = new SolverSettings { Threads = threads, Backend = new SolveCount(count => throw new InvalidTimeZoneException()) };
        Assert.Throws<InvalidTimeZoneException>(() => model.Sweep(weight, Weights, settings));
        Assert.Throws<InsufficientMemoryException>(() => model.Sweep(weight, Weights, new SolverSettings { Threads = threads, MemoryLimit = 1 }));
    }

    [Fact]
    public void Sweep_with_a_value_that_does_not_fit_solves_nothing()
    {
        (TranslatedModel model, Parameter weight, _) = Make();
        var settings = new SolverSettings { Backend = new SolveCount(_ => Assert.Fail("A solve began.")) };
        Assert.Throws<ArgumentException>(() => model.Sweep(weight, [1.0, new double[2, 2]], settings));
    }

    /// <summary>minimize trace P + w P_01 with P >= I and A'P + PA &lt;= -w I, where w is the parameter.</summary>
    private static (TranslatedModel Model, Parameter Weight, Variable P) Make()
    {
        double[,] a = { { -1.0, 2.0 }, { 0.0, -3.0 } };
        var model = new SdpModel();
        Parameter weight = model.AddParameter("w", 1.0);
        Variable p = model.AddSymmetricMatrix("P", 2);
        model.Require(p >> Identity(2)).Require((Transpose(a) * p) + (p * a) << -(weight * Identity(2)));
        return (model.Minimize(Trace(p) + (weight * p[0, 1])).Translate(), weight, p);
    }
}
