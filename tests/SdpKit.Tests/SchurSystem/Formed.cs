using SdpKit.LinearAlgebra;
using SdpKit.SchurSystem;

namespace SdpKit.Tests.SchurSystem;

/// <summary>Owns a Schur complement formed at a random point, beside the one by the definition.</summary>
internal sealed unsafe class Formed : IDisposable
{
    private readonly KernelContext _context;
    private readonly Lazy<double[,]> _expected;

    public Formed(SdpProblem problem, Random random, int threads = 2, CancellationToken cancellationToken = default)
    {
        _context = new KernelContext(threads, cancellationToken);
        Analysis = new SchurAnalysis(problem);
        Complement = new SchurComplement(problem, Analysis, _context);
        Point = new RandomPoint(problem, random);
        _expected = new(() => NaiveSchurComplement.Form(problem, Point));
        Form();
    }

    public SchurAnalysis Analysis { get; }

    public SchurComplement Complement { get; }

    public RandomPoint Point { get; }

    public double[,] Expected => _expected.Value;

    public void Form() => Complement.Form(Point.PrimalInverseViews, Point.DualViews, Point.RatioData);

    public void Dispose()
    {
        Complement.Dispose();
        Point.Dispose();
        _context.Dispose();
    }
}
