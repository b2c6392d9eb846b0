using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Presolve;
using SdpKit.Presolve.Faces;
using SdpKit.Tests.Presolve;

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
        double[] u = [.. Enumerable.Range(0, order).Select(i => 1.0 + (0.5 * Math.Sin(i)))];
        PresolvedProblem presolved = Presolver.Reduce(BisectionProblem.Of(u).Build(), CancellationToken.None);
        using var map = new ConstraintOperator(presolved.Reduced, _context);
        using var point = new Iterate(presolved.Reduced, map.Structure);
        Assert.Equal(order >= 90, map.Structure.IsSparse(0));
        StartingPoint.Set(presolved, new CoefficientNorms(presolved.Reduced), point, isFarOut: false, _context);
        FaceBasis basis = presolved.Face(0)!;
        double[] identity = new double[order * order];
        for (int i = 0; i < order; i++)
        {
            identity[i + (order * i)] = 1.0;
        }

        double[] expected = basis.RestrictBothSides(identity);
        ReadOnlySpan<double> primal = point.Primal.ToSymmetric(presolved.Reduced, _context).Values(0);
        double[] dual = basis.ExtendBothSides(point.Dual.ToSymmetric(presolved.Reduced, _context).Values(0));

        // QQ' = I - uu'/u'u.
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
}
