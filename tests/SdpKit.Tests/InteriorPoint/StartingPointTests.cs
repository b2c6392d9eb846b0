using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Presolve.Faces;

namespace SdpKit.Tests.InteriorPoint;

public sealed class StartingPointTests : IDisposable
{
    private readonly KernelContext _context = new(1, CancellationToken.None);

    public void Dispose() => _context.Dispose();

    /// <summary>With P the basis of the face and Q an orthonormal one, PYP' = b QQ' and X = a P'P; 20 is full, 90 sparse.</summary>
    [Theory]
    [InlineData(20)]
    [InlineData(90)]
    public void Start_on_a_face_is_the_image_of_the_identity_in_an_orthonormal_basis(int order)
    {
        PresolvedProblem presolved = Presolver.Reduce(Partitioning(order), CancellationToken.None);
        using var map = new ConstraintOperator(presolved.Reduced, _context);
        using var point = new Iterate(presolved.Reduced, map.Structure);
        Assert.Equal(order >= 90, map.Structure.IsSparse(0));
        StartingPoint.Set(presolved, new CoefficientNorms(presolved.Reduced), point, isFarOut: false);
        FaceBasis basis = presolved.Face(0)!;
        double[] identity = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            identity[i + (order * i)] = 1.0;
        }

        double[] expected = basis.RestrictBothSides(identity);
        ReadOnlySpan<double> primal = point.Primal.ToSymmetric(presolved.Reduced).Values(0);
        double[] dual = basis.ExtendBothSides(point.Dual.ToSymmetric(presolved.Reduced).Values(0));

        // QQ' = I - uu'/u'u.
        double[] u = [.. Enumerable.Range(0, order).Select(i => Weight(i))];
        double square = u.Sum(value => value * value);
        double primalScale = primal[0] / expected[0];
        double dualScale = dual[0] / (1.0 - (u[0] * u[0] / square));
        for (int k = 0; k < expected.Length; k++)
        {
            Assert.Equal(primalScale * expected[k], primal[k], 1e-12 * primalScale);
        }

        for (int k = 0; k < identity.Length; k++)
        {
            Assert.Equal(dualScale * (identity[k] - (u[k % order] * u[k / order] / square)), dual[k], 1e-12 * dualScale);
        }

        // The norms are about those of the original matrices: 10 or sqrt n, not ||hh'||, which is near n.
        Assert.InRange(primalScale, 10.0, 5.0 * Math.Sqrt(order));
    }

    private static double Weight(int i) => 1.0 + (0.5 * Math.Sin(i));

    /// <summary>x_0..x_{n-1} on the diagonal, x_n times uu'; F_0 is minus the Laplacian of a cycle.</summary>
    private static SdpProblem Partitioning(int order)
    {
        var builder = new SdpProblemBuilder(order + 1);
        int block = builder.AddSemidefiniteBlock(order);
        for (int i = 0; i < order; i++)
        {
            builder.SetObjective(i, 1.0);
            builder.AddEntry(i, block, i, i, 1.0);
            builder.AddEntry(SdpProblem.Constant, block, i, i, -2.0);
            builder.AddEntry(SdpProblem.Constant, block, i, (i + 1) % order, 1.0);
        }

        builder.AddLowRank(order, block, [.. Enumerable.Range(0, order).Select(Weight)], [1.0]);
        return builder.Build();
    }
}
