using System.Numerics;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Holds a symmetric block tridiagonal matrix: blocks that are joined like the links of a path, each diagonal unless it is said to be dense.</summary>
internal sealed unsafe class PathMatrix
{
    /// <param name="orders">The order of each block.</param>
    /// <param name="isDense">Whether each block has entries beside its diagonal.</param>
    public PathMatrix(int[] orders, bool[] isDense)
    {
        Starts = [0, .. orders.Select((_, block) => orders[..(block + 1)].Sum())];
        Diagonal = new double[Starts[^1]];
        Dense = [.. orders.Select((order, block) => isDense[block] ? new DenseMatrix(order, order) : null)];
        Joints = [.. Enumerable.Range(1, orders.Length - 1).Select(block => new DenseMatrix(orders[block], orders[block - 1]))];
    }

    /// <summary>Gets the first row of each block, and the order of the matrix.</summary>
    public int[] Starts { get; }

    public int Order => Starts[^1];

    /// <summary>Gets what is on the diagonal, beside the dense blocks.</summary>
    public double[] Diagonal { get; }

    /// <summary>Gets what the dense blocks add, both triangles; null where a block is diagonal.</summary>
    public DenseMatrix?[] Dense { get; }

    /// <summary>Gets what joins each block but the last to the next, rows of the next.</summary>
    public DenseMatrix[] Joints { get; }

    /// <summary>C := A B + beta C, in the first rows of C where that has more.</summary>
    public void Multiply(MatrixView b, double beta, MatrixView c, KernelContext context)
    {
        for (int j = 0; j < b.Columns; j++)
        {
            Scale(new ReadOnlySpan<double>(b.Column(j), Order), beta, new Span<double>(c.Column(j), Order));
        }

        for (int block = 0; block < Dense.Length; block++)
        {
            if (Dense[block] is { } dense)
            {
                MatrixProduct.Multiply(1.0, dense.View, false, Rows(b, block), false, 1.0, Rows(c, block), context);
            }

            if (block > 0)
            {
                MatrixView joint = Joints[block - 1].View;
                MatrixProduct.Multiply(1.0, joint, false, Rows(b, block - 1), false, 1.0, Rows(c, block), context);
                MatrixProduct.Multiply(1.0, joint, true, Rows(b, block), false, 1.0, Rows(c, block - 1), context);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>y := A x.</summary>
    public void Multiply(double* x, double* y)
    {
        for (int i = 0; i < Order; i++)
        {
            y[i] = Diagonal[i] * x[i];
        }

        for (int block = 0; block < Dense.Length; block++)
        {
            int start = Starts[block];
            if (Dense[block] is { } dense)
            {
                MatrixVectorProduct.Multiply(1.0, dense.View, false, x + start, 1.0, y + start);
            }

            if (block > 0)
            {
                int before = Starts[block - 1];
                MatrixVectorProduct.Multiply(1.0, Joints[block - 1].View, false, x + before, 1.0, y + start);
                MatrixVectorProduct.Multiply(1.0, Joints[block - 1].View, true, x + start, 1.0, y + before);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Computes &lt;A, Y> for a symmetric Y, both triangles.</summary>
    public double Inner(DenseMatrix y)
    {
        double sum = 0.0;
        for (int i = 0; i < Order; i++)
        {
            sum += Diagonal[i] * y[i, i];
        }

        for (int block = 0; block < Dense.Length; block++)
        {
            sum += Dense[block] is { } dense ? Inner(dense, y, Starts[block], Starts[block]) : 0.0;
            sum += block > 0 ? 2.0 * Inner(Joints[block - 1], y, Starts[block], Starts[block - 1]) : 0.0;
        }

        return sum;
    }

    private static double Inner(DenseMatrix part, DenseMatrix y, int row, int column)
    {
        double sum = 0.0;
        for (int j = 0; j < part.Columns; j++)
        {
            sum += VectorSums.Dot(part.Column(j), y.Column(column + j).Slice(row, part.Rows));
        }

        return sum;
    }

    private MatrixView Rows(MatrixView matrix, int block) => matrix.Slice(Starts[block], 0, Starts[block + 1] - Starts[block], matrix.Columns);

    /// <summary>c := diag(A) b + beta c.</summary>
    private void Scale(ReadOnlySpan<double> b, double beta, Span<double> c)
    {
        ReadOnlySpan<double> diagonal = Diagonal;
        if (beta == 0.0)
        {
            c.Clear();
        }

        int i = 0;
        for (; i <= c.Length - Vector<double>.Count; i += Vector<double>.Count)
        {
            ((new Vector<double>(diagonal[i..]) * new Vector<double>(b[i..])) + (beta * new Vector<double>(c[i..]))).CopyTo(c[i..]);
        }

        for (; i < c.Length; i++)
        {
            c[i] = (diagonal[i] * b[i]) + (beta * c[i]);
        }
    }
}
