using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms one row of the Schur complement from a term through the whole matrix C = T + T', T = P F_j Q, and picks the entries of the later terms.</summary>
/// <remarks>
/// With S the support of F_j and V = Q[:,S] F_j[S,S], <c>C = P[:,S] V' + V P[:,S]'</c> is a symmetric rank-2 update: half the work of two
/// products, and one look-up instead of two for every entry off the diagonal.
/// </remarks>
internal static unsafe class SupportProduct
{
    public static long ScratchLength(int order, int supportSize) => order * (order + (2L * supportSize));

    /// <summary>Fills <paramref name="values"/> with <c>&lt;F_i, T></c> for the term and all after it.</summary>
    public static void Form(
        SparseTerms terms, TermSupports supports, int term, MatrixView p, MatrixView q, double* scratch, double* values, KernelContext context)
    {
        int order = terms.Order;
        ReadOnlySpan<int> support = supports.Indexes(term);
        var product = new MatrixView(scratch, order, order, order);
        var left = new MatrixView(product.Column(order), order, support.Length, order);
        var right = new MatrixView(left.Column(support.Length), order, support.Length, order);
        new Span<double>(right.Data, order * support.Length).Clear();
        for (int s = 0; s < support.Length; s++)
        {
            new ReadOnlySpan<double>(p.Column(support[s]), order).CopyTo(new Span<double>(left.Column(s), order));
        }

        for (int e = terms.Starts[term]; e < terms.Starts[term + 1]; e++)
        {
            VectorOperations.AddScaled(terms.Weights[e], q.Column(terms.Columns[e]), right.Column(supports.LocalRows[e]), order);
            VectorOperations.AddScaled(terms.Weights[e], q.Column(terms.Rows[e]), right.Column(supports.LocalColumns[e]), order);
        }

        SymmetricRank2Update.UpdateLower(1.0, left, right, transpose: false, 0.0, product, context);
        Gather(terms, term, product, values);
    }

    /// <summary>Computes the inner products of the terms from <paramref name="first"/> on with half the symmetric matrix given by its lower triangle.</summary>
    public static void Gather(SparseTerms terms, int first, MatrixView product, double* values)
    {
        nint stride = product.Stride;
        fixed (int* starts = terms.Starts, rows = terms.Rows, columns = terms.Columns)
        fixed (double* weights = terms.Weights)
        {
            for (int i = first; i < terms.Count; i++)
            {
                double even = 0.0;
                double odd = 0.0;
                int k = starts[i];
                int end = starts[i + 1];
                for (; k + 1 < end; k += 2)
                {
                    even += weights[k] * product.Data[rows[k] + (columns[k] * stride)];
                    odd += weights[k + 1] * product.Data[rows[k + 1] + (columns[k + 1] * stride)];
                }

                if (k < end)
                {
                    even += weights[k] * product.Data[rows[k] + (columns[k] * stride)];
                }

                values[i - first] = even + odd;
            }
        }
    }
}
