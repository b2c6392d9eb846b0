using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms one row of the Schur complement from a term of small support by one dot product for every entry of the later terms.</summary>
/// <remarks>
/// With S the support of F_j, s its size and T = P[:,S] F_j[S,S] Q[S,:], C = T + T' has the entries
/// <code>C[p,q] = a_p'b_q,   a_p = (P[S,p]; F_j[S,S] Q[S,p]),   b_q = (F_j[S,S] Q[S,q]; P[S,q])</code>
/// Both tables are stored record by record, padded to whole vectors; a single entry has records of four numbers (the formulas F2 and F3 of
/// Fujisawa, Kojima and Nakata, 1997, with the gathering done once a term).
/// </remarks>
internal static unsafe class SupportDots
{
    public static int RecordLength(int supportSize) => ((2 * supportSize) + RecordDots.Lanes - 1) / RecordDots.Lanes * RecordDots.Lanes;

    public static long ScratchLength(int order, int supportSize) => 2L * order * RecordLength(supportSize);

    /// <summary>Fills <paramref name="values"/> with <c>&lt;F_i, T></c> for the term and all after it.</summary>
    public static void Form(SparseTerms terms, TermSupports supports, int term, MatrixView p, MatrixView q, double* scratch, double* values)
    {
        int length = RecordLength(supports.Size(term));
        double* left = scratch;
        double* right = scratch + ((nint)terms.Order * length);
        FillTables(terms, supports, term, p, q, left, right, length);
        int general = Math.Max(term, terms.FirstSingle);
        fixed (int* starts = terms.Starts, rows = terms.Rows, columns = terms.Columns)
        fixed (double* weights = terms.Weights)
        {
            for (int i = term; i < general; i++)
            {
                double sum = 0.0;
                for (int k = starts[i]; k < starts[i + 1]; k++)
                {
                    sum += weights[k] * RecordDots.Dot(left + ((nint)rows[k] * length), right + ((nint)columns[k] * length), length);
                }

                values[i - term] = sum;
            }

            // From here on there is one entry a term, so terms and entries run side by side.
            int entry = starts[general];
            double* single = values + (general - term);
            int count = terms.Count - general;
            if (length == RecordDots.Lanes)
            {
                RecordDots.DotFour(left, right, rows + entry, columns + entry, weights + entry, single, count);
                return;
            }

            for (int k = 0; k < count; k++)
            {
                single[k] = weights[entry + k] * RecordDots.Dot(left + ((nint)rows[entry + k] * length), right + ((nint)columns[entry + k] * length), length);
            }
        }
    }

    private static void FillTables(
        SparseTerms terms, TermSupports supports, int term, MatrixView p, MatrixView q, double* left, double* right, int length)
    {
        int order = terms.Order;
        ReadOnlySpan<int> support = supports.Indexes(term);
        int size = support.Length;
        new Span<double>(left, order * length).Clear();
        for (int s = 0; s < size; s++)
        {
            double* column = p.Column(support[s]);
            double* place = left + s;
            for (int k = 0; k < order; k++, place += length)
            {
                *place = column[k];
            }
        }

        for (int e = terms.Starts[term]; e < terms.Starts[term + 1]; e++)
        {
            AddScaled(terms.Weights[e], q.Column(terms.Columns[e]), left + size + supports.LocalRows[e], order, length);
            AddScaled(terms.Weights[e], q.Column(terms.Rows[e]), left + size + supports.LocalColumns[e], order, length);
        }

        for (int k = 0; k < order; k++)
        {
            double* from = left + ((nint)k * length);
            double* to = right + ((nint)k * length);
            for (int s = 0; s < size; s++)
            {
                to[s] = from[size + s];
                to[size + s] = from[s];
            }

            for (int s = 2 * size; s < length; s++)
            {
                to[s] = 0.0;
            }
        }
    }

    private static void AddScaled(double scale, double* source, double* destination, int count, int stride)
    {
        for (int k = 0; k < count; k++, destination += stride)
        {
            *destination += scale * source[k];
        }
    }
}
