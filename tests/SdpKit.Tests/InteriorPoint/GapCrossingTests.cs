using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.InteriorPoint;

public sealed class GapCrossingTests : IDisposable
{
    // minimize x subject to x >= 1 and x >= 2: F_1 = I of order 2, F_0 = diag(1, 2).
    private static readonly SdpProblem Problem = MakeProblem();

    private readonly KernelContext _context = new(1, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    [Fact]
    public unsafe void Mix_has_equal_objectives_and_keeps_the_equations()
    {
        using var map = new ConstraintOperator(Problem, _context);
        using var crossing = new GapCrossing(Problem, _context);
        using var point = new Iterate(Problem, map.Structure);
        Set(point, map, x: 2.5, y: 0.7);
        crossing.Remember(point, Difference(point, map), coneError: 0.25);
        Set(point, map, x: 2.01, y: 1.2);
        Assert.True(Difference(point, map) < 0.0);
        Assert.True(crossing.TryMix(point, Difference(point, map)));
        Assert.Equal(0.0, Difference(point, map), 1e-14);
        map.Combine(point.Variables, 1.0, point.Primal);
        Assert.Equal(0.0, point.Primal.Dot(point.Dual), 1e-14);
        Assert.InRange(point.Variables[0], 2.01, 2.5);
        Assert.Equal(1.0, point.Dual.Diagonal[0] + point.Dual.Diagonal[1], 1e-14);
        Assert.Equal(0.25, crossing.ConeError);
    }

    [Fact]
    public void Nothing_is_mixed_before_a_point_is_remembered_and_after_it_is_forgotten()
    {
        using var map = new ConstraintOperator(Problem, _context);
        using var crossing = new GapCrossing(Problem, _context);
        using var point = new Iterate(Problem, map.Structure);
        Set(point, map, x: 2.5, y: 0.7);
        Assert.False(crossing.TryMix(point, -1.0));
        crossing.Remember(point, Difference(point, map), coneError: 0.0);
        crossing.Clear();
        Assert.False(crossing.TryMix(point, -1.0));
        Assert.Equal(2.5, point.Variables[0]);
    }

    private static SdpProblem MakeProblem()
    {
        var builder = new SdpProblemBuilder(1);
        int block = builder.AddDiagonalBlock(2);
        builder.SetObjective(0, 1.0);
        for (int i = 0; i < 2; i++)
        {
            builder.AddEntry(SdpProblem.Constant, block, i, i, i + 1.0);
            builder.AddEntry(0, block, i, i, 1.0);
        }

        return builder.Build();
    }

    /// <summary>Sets the feasible pair X = diag(x-1, x-2), Y = diag(1-y, y), for y > 1 outside the cone.</summary>
    private static unsafe void Set(Iterate point, ConstraintOperator map, double x, double y)
    {
        point.Variables[0] = x;
        map.Combine(point.Variables, 1.0, point.Primal);
        (point.Dual.Diagonal[0], point.Dual.Diagonal[1]) = (1.0 - y, y);
        point.IsPrimalExact = true;
    }

    private static double Difference(Iterate point, ConstraintOperator map) => point.Variables[0] - map.ConstantInner(point.Dual);
}
