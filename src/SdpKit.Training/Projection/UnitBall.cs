using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Projects matrices of one shape, with at least as many rows as columns, on the unit ball of the spectral norm. Allocates nothing after its construction; for one projection at a time.</summary>
internal sealed unsafe class UnitBall
{
    private readonly DenseMatrix _gram;
    private readonly DenseMatrix _image;
    private readonly DenseMatrix _values;
    private readonly DenseMatrix _workspace;
    private readonly KernelContext _context;

    public UnitBall(int rows, int columns, KernelContext context)
    {
        _gram = new DenseMatrix(columns, columns);
        _image = new DenseMatrix(rows, columns);
        _values = new DenseMatrix(columns, 1);
        _workspace = new DenseMatrix(checked((int)SymmetricEigen.DecomposeWorkspaceLength(columns)), 1);
        _context = context;
    }

    /// <summary>Computes ||M||_2.</summary>
    /// <exception cref="ArithmeticException">The matrix is not finite.</exception>
    public double Norm(DenseMatrix matrix)
    {
        MatrixOperations.RankUpdateLower(1.0, matrix, true, 0.0, _gram, _context);
        ThrowUnless(SymmetricEigen.Values(_gram.View, _values.View.Data, _workspace.View.Data));
        return Math.Sqrt(Math.Max(0.0, _values.Values[^1]));
    }

    /// <summary>Computes the nearest matrix in the ball, P min(1, s) V' of M = P s V', by the eigenvectors of M'M with s above 1.</summary>
    /// <param name="matrix">M.</param>
    /// <param name="projected">Receives the projection; not M.</param>
    /// <exception cref="ArithmeticException">The matrix is not finite.</exception>
    public void Project(DenseMatrix matrix, DenseMatrix projected)
    {
        MatrixOperations.RankUpdateLower(1.0, matrix, true, 0.0, _gram, _context);
        ThrowUnless(SymmetricEigen.Decompose(_gram.View, _values.View.Data, _workspace.View.Data, _context));
        matrix.Values.CopyTo(projected.Values);
        int order = _gram.Rows;
        int outside = order;
        while (outside > 0 && _values.Values[outside - 1] > 1.0)
        {
            outside--;
        }

        int count = order - outside;
        if (count == 0)
        {
            return;
        }

        // M - (M V)(1 - 1/s) V' with the V of the values outside.
        MatrixView vectors = _gram.View.Slice(0, outside, order, count);
        MatrixView image = _image.View.Slice(0, 0, _image.Rows, count);
        MatrixProduct.Multiply(1.0, matrix.View, false, vectors, false, 0.0, image, _context);
        for (int i = 0; i < count; i++)
        {
            VectorOperations.Scale(1.0 - (1.0 / Math.Sqrt(_values.Values[outside + i])), image.Column(i), image.Rows);
        }

        MatrixProduct.Multiply(-1.0, image, false, vectors, true, 1.0, projected.View, _context);
        GC.KeepAlive(matrix);
        GC.KeepAlive(projected);
    }

    private static void ThrowUnless(bool converged)
    {
        if (!converged)
        {
            throw new ArithmeticException("The weights of a Lipschitz update are not finite, or so large that their squares overflow.");
        }
    }
}
