using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Solves with the factor.</summary>
internal sealed unsafe partial class PathFactor
{
    /// <summary>B := Z^-1 B; the rows after <see cref="InnerOrder"/> are used on the way.</summary>
    public void Solve(MatrixView b, KernelContext context)
    {
        for (int j = 0; j < b.Columns; j++)
        {
            new Span<double>(b.At(InnerOrder, j), _last.Rows).Clear();
        }

        foreach (PathPivot pivot in _pivots)
        {
            foreach (PathLink link in pivot.Links)
            {
                MatrixProduct.Multiply(-1.0, link.Ratio.View, false, Rows(b, pivot), false, 1.0, Rows(b, link.Neighbour), context);
            }
        }

        for (int k = _pivots.Length - 1; k >= 0; k--)
        {
            PathPivot pivot = _pivots[k];
            Divide(pivot, b, context);
            foreach (PathLink link in pivot.Links)
            {
                MatrixProduct.Multiply(-1.0, link.Ratio.View, true, Rows(b, link.Neighbour), false, 1.0, Rows(b, pivot), context);
            }
        }

        GC.KeepAlive(this);
    }

    /// <summary>Computes the inverse of [A, V'; V, I], both triangles; Z^-1 is its leading part.</summary>
    public void Invert(DenseMatrix inverse, KernelContext context)
    {
        for (int k = _pivots.Length - 1; k >= 0; k--)
        {
            PathPivot pivot = _pivots[k];
            MatrixView own = Part(inverse, pivot, pivot);
            InvertOwn(pivot, own, context);

            // Q_pr = -sum over the neighbours N of G_N' Q_Nr, and Q_pp = D^-1 - sum of Q_pN G_N.
            foreach (PathPivot later in _pivots.AsSpan(k + 1))
            {
                MatrixView part = Part(inverse, pivot, later);
                for (int i = 0; i < pivot.Links.Length; i++)
                {
                    PathLink link = pivot.Links[i];
                    MatrixProduct.Multiply(-1.0, link.Ratio.View, true, Part(inverse, link.Neighbour, later), false, i, part, context);
                }

                CopyTransposed(part, Part(inverse, later, pivot));
            }

            foreach (PathLink link in pivot.Links)
            {
                MatrixProduct.Multiply(-1.0, Part(inverse, pivot, link.Neighbour), false, link.Ratio.View, false, 1.0, own, context);
            }

            Symmetrization.Average(own, context);
        }

        GC.KeepAlive(this);
        GC.KeepAlive(inverse);
    }

    /// <summary>x := C^-1 U^-1 x; with its transpose, Z^-1 = (C^-1 U^-1)'(C^-1 U^-1).</summary>
    public void SolveRoot(double* x)
    {
        foreach (PathPivot pivot in _pivots)
        {
            foreach (PathLink link in pivot.Links)
            {
                MatrixVectorProduct.Multiply(-1.0, link.Ratio.View, false, x + pivot.Start, 1.0, x + link.Neighbour.Start);
            }

            DivideByRoot(pivot, transpose: false, x + pivot.Start);
        }

        GC.KeepAlive(this);
    }

    /// <summary>x := U^-T C^-T x.</summary>
    public void SolveRootTransposed(double* x)
    {
        for (int k = _pivots.Length - 1; k >= 0; k--)
        {
            PathPivot pivot = _pivots[k];
            DivideByRoot(pivot, transpose: true, x + pivot.Start);
            foreach (PathLink link in pivot.Links)
            {
                MatrixVectorProduct.Multiply(-1.0, link.Ratio.View, true, x + link.Neighbour.Start, 1.0, x + pivot.Start);
            }
        }

        GC.KeepAlive(this);
    }

    private static void DivideByRoot(PathPivot pivot, bool transpose, double* x)
    {
        if (pivot.Dense is { } dense)
        {
            TriangularSolve.SolveLower(dense.View, transpose, x);
            return;
        }

        for (int i = 0; i < pivot.Order; i++)
        {
            x[i] /= pivot.Roots[i];
        }
    }

    private static void Divide(PathPivot pivot, MatrixView b, KernelContext context)
    {
        if (pivot.Dense is { } dense)
        {
            TriangularSolve.SolveLower(dense.View, transpose: false, Rows(b, pivot), context);
            TriangularSolve.SolveLower(dense.View, transpose: true, Rows(b, pivot), context);
            return;
        }

        for (int j = 0; j < b.Columns; j++)
        {
            var rows = new Span<double>(b.At(pivot.Start, j), pivot.Order);
            for (int i = 0; i < rows.Length; i++)
            {
                rows[i] /= pivot.Diagonal[i];
            }
        }
    }

    private static void InvertOwn(PathPivot pivot, MatrixView own, KernelContext context)
    {
        if (pivot.Dense is { } dense)
        {
            SymmetricInverse.FromCholesky(dense.View, own, context);
            return;
        }

        for (int j = 0; j < pivot.Order; j++)
        {
            new Span<double>(own.Column(j), pivot.Order).Clear();
            *own.At(j, j) = 1.0 / pivot.Diagonal[j];
        }
    }

    private static void CopyTransposed(MatrixView from, MatrixView to)
    {
        for (int j = 0; j < from.Columns; j++)
        {
            for (int i = 0; i < from.Rows; i++)
            {
                *to.At(j, i) = *from.At(i, j);
            }
        }
    }

    private static MatrixView Rows(MatrixView matrix, PathPivot pivot) => matrix.Slice(pivot.Start, 0, pivot.Order, matrix.Columns);

    private static MatrixView Part(DenseMatrix matrix, PathPivot rows, PathPivot columns) => matrix.View.Slice(rows.Start, columns.Start, rows.Order, columns.Order);
}
