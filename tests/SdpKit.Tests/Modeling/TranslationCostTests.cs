using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>Writing a model and translating it costs what is written: one of sixteen times the size about as much as sixteen, measured on the thread, and not sixteen times that.</summary>
public class TranslationCostTests
{
    private const int Growth = 16;

    /// <summary>Caches and the collection of garbage make large models up to three times as dear, entry by entry; a cost that grows with the square makes them 16 times as dear.</summary>
    private const double LargestRatio = 6.0;

    /// <summary>So many are measured together, because the clock of a thread has steps of some milliseconds.</summary>
    private const int Repetitions = 2;

    private static readonly (string Name, int Size, Func<int, SdpModel> Make)[] Cases =
    [
        ("the norm of stacked entries", 150, size => Bounded(model => Norm(Stack(Entries(model.AddVector("x", size), size, i => i - 0.5))))),
        ("the norm of stacked variables", 150, size => Bounded(model => Norm(Stack(Scalars(model, size))))),
        ("the norm of all entries of a matrix", 160, size => Bounded(model => FrobeniusNorm(model.AddMatrix("X", size / 20, 20) - Ones(size / 20, 20)))),
        ("a sum in a loop", 1250, size => Minimized(model => Entries(model.AddVector("x", size), size, i => i).Aggregate((sum, entry) => sum + entry))),
        ("a sum of squares in a loop", 100, size => Minimized(model =>
        {
            Variable x = model.AddVector("x", 30);
            return Enumerable.Range(0, size).Select(i => SumOfSquares((Numbers(1, 30, i) * x) - i)).Aggregate((sum, square) => sum + square);
        })),
        ("a sum of squares of many rows", 100, size => Minimized(model => SumOfSquares((Numbers(size, 100, 1) * model.AddVector("x", 100)) - Numbers(size, 1, 2)))),
        ("a sum of squares of few of many variables", 100, size => Minimized(model =>
        {
            AffineExpression x = model.AddVector("x", 50 * size)[..100];
            return SumOfSquares((Numbers(size, 100, 1) * x) - Numbers(size, 1, 2));
        })),
        ("constraints on the entries of a product", 500, size => Constrained(model =>
        {
            AffineExpression e = (Numbers(size, 10, 1) * model.AddVector("x", 10)) - 1.0 * Ones(size, 1);
            return Enumerable.Range(0, size).Select(i => e[i] >= 0);
        })),
        ("constraints on the entries of a Kronecker product", 500, size => Constrained(model =>
        {
            AffineExpression e = Kronecker(Ones(size / 20, 1), model.AddMatrix("X", 4, 5));
            return from i in Enumerable.Range(0, size / 5) from j in Enumerable.Range(0, 5) select e[i, j] >= i;
        })),
        ("constraints on the entries of a variable", 1250, size => Constrained(model =>
        {
            Variable x = model.AddMatrix("X", size / 10, 10);
            return from i in Enumerable.Range(0, size / 10) from j in Enumerable.Range(0, 10) select x[i, j] == i;
        })),
        ("bounds of the norms of rows", 200, size => Constrained(model =>
        {
            Variable x = model.AddMatrix("X", size, 2);
            Variable d = model.AddVector("d", size);
            return Enumerable.Range(0, size).Select(i => Norm(x[i..(i + 1), ..]) <= d[i]);
        })),
        ("a sparse matrix times stacked variables", 250, size => Constrained(model =>
        {
            Matrix<double> differences = Matrix<double>.Build.SparseOfIndexed(size, size, Enumerable.Range(0, size).SelectMany(i => new[] { (i, i, 1.0), (i, (i * 7) % size, -0.5) }));
            return [differences * Stack(Scalars(model, size)) >= 1];
        })),
        ("a matrix inequality of scalar blocks", 400, size => Constrained(model =>
        {
            Variable x = model.AddVector("x", size);
            int order = (int)Math.Sqrt(size);
            return [Blocks([.. Enumerable.Range(0, order).Select(i => Enumerable.Range(0, order).Select(j => x[Math.Max(i, j)] - Math.Min(i, j)).ToArray())]) >> 0];
        })),
    ];

    public static TheoryData<string> Names => new(Cases.Select(each => each.Name));

    [Theory]
    [MemberData(nameof(Names))]
    public void Cost_grows_as_what_is_written(string name)
    {
        (_, int size, Func<int, SdpModel> make) = Cases.Single(each => each.Name == name);
        Seconds(make, size, Repetitions);
        double several = Enumerable.Range(0, 3).Min(_ => Seconds(make, size, Growth * Repetitions));
        double large = Enumerable.Range(0, 3).Min(_ => Seconds(make, Growth * size, Repetitions));
        Assert.True(large < LargestRatio * several, $"{Growth * Repetitions} of {size} take {several * 1e3} ms, and {Repetitions} of {Growth * size} {large * 1e3} ms.");
    }

    [Fact]
    public void Norm_of_a_long_stack_takes_less_than_its_solve()
    {
        SdpModel model = Bounded(model => Norm(Stack(Entries(model.AddVector("x", 640), 640, i => i))));
        var clock = ThreadTime.OfThisThread();
        TimeSpan start = clock.Read();
        TranslatedModel translated = model.Translate();
        TimeSpan translation = clock.Read() - start;
        translated.Solve(new SolverSettings { Threads = 1 }).EnsureOptimal();
        Assert.True(translation < 0.5 * (clock.Read() - start - translation), $"The translation takes {translation}.");
    }

    private static double Seconds(Func<int, SdpModel> make, int size, int count)
    {
        var clock = ThreadTime.OfThisThread();
        TimeSpan start = clock.Read();
        for (int k = 0; k < count; k++)
        {
            make(size).Translate();
        }

        return (clock.Read() - start).TotalSeconds;
    }

    private static SdpModel Bounded(Func<SdpModel, ConvexExpression> function)
    {
        var model = new SdpModel();
        Variable bound = model.AddScalar("bound");
        return model.Require(function(model) <= bound).Minimize(bound);
    }

    private static SdpModel Minimized(Func<SdpModel, ConvexExpression> function)
    {
        var model = new SdpModel();
        return model.Minimize(function(model));
    }

    private static SdpModel Constrained(Func<SdpModel, IEnumerable<Constraint>> constraints)
    {
        var model = new SdpModel();
        return model.RequireAll(constraints(model));
    }

    private static AffineExpression[] Entries(Variable x, int size, Func<int, double> number) => [.. Enumerable.Range(0, size).Select(i => x[i] - number(i))];

    private static AffineExpression[] Scalars(SdpModel model, int size) => [.. Enumerable.Range(0, size).Select(i => model.AddScalar($"x{i}"))];

    private static double[,] Numbers(int rows, int columns, int seed)
    {
        var random = new Random(seed);
        var numbers = new double[rows, columns];
        for (int k = 0; k < numbers.Length; k++)
        {
            numbers[k / columns, k % columns] = random.NextDouble() - 0.5;
        }

        return numbers;
    }
}
