using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Represents the terms of one block that are cheap to pair with any matrix because they are given by few numbers: sparse factors, then sparse terms.</summary>
internal sealed unsafe class EntryTerms
{
    public EntryTerms(SparseFactors factors, SparseTerms sparse, Func<int, int> position)
    {
        Factors = factors;
        Sparse = sparse;
        Positions = [.. factors.Variables.Select(position), .. sparse.Variables.Select(position)];
    }

    public SparseFactors Factors { get; }

    public SparseTerms Sparse { get; }

    /// <summary>Gets the row of H of every term.</summary>
    public int[] Positions { get; }

    public int Count => Positions.Length;

    public int EntryCount => Factors.Rows.Length + Sparse.Rows.Length;

    /// <summary>Adds the inner products of the terms from <paramref name="first"/> on with scale (a b' + b a')/2.</summary>
    public void AddVectors(double scale, double* a, double* b, int first, double* values)
    {
        AddFactors(scale, a, b, first, values);
        AddSparse(scale, a, b, values + (Factors.Count - first));
    }

    /// <summary>Computes the inner products of all terms with half the symmetric matrix given by its lower triangle.</summary>
    public void TakeHalf(MatrixView product, double* values)
    {
        for (int i = 0; i < Factors.Count; i++)
        {
            double sum = 0.0;
            for (int r = Factors.Starts[i]; r < Factors.Starts[i + 1]; r++)
            {
                int end = Factors.EntryStarts[r + 1];
                for (int k = Factors.EntryStarts[r]; k < end; k++)
                {
                    double below = 0.5 * Factors.Values[k] * *product.At(Factors.Rows[k], Factors.Rows[k]);
                    for (int l = k + 1; l < end; l++)
                    {
                        below += Factors.Values[l] * *product.At(Factors.Rows[l], Factors.Rows[k]);
                    }

                    sum += Factors.Weights[r] * Factors.Values[k] * below;
                }
            }

            values[i] = sum;
        }

        SupportProduct.Gather(Sparse, 0, product, values + Factors.Count);
    }

    private void AddFactors(double scale, double* a, double* b, int first, double* values)
    {
        fixed (int* starts = Factors.Starts, entryStarts = Factors.EntryStarts, rows = Factors.Rows)
        fixed (double* weights = Factors.Weights, entries = Factors.Values)
        {
            for (int i = first; i < Factors.Count; i++)
            {
                double sum = 0.0;
                for (int r = starts[i]; r < starts[i + 1]; r++)
                {
                    double left = 0.0;
                    double right = 0.0;
                    for (int k = entryStarts[r]; k < entryStarts[r + 1]; k++)
                    {
                        left += entries[k] * a[rows[k]];
                        right += entries[k] * b[rows[k]];
                    }

                    sum += weights[r] * left * right;
                }

                values[i - first] += scale * sum;
            }
        }
    }

    private void AddSparse(double scale, double* a, double* b, double* values)
    {
        fixed (int* starts = Sparse.Starts, rows = Sparse.Rows, columns = Sparse.Columns)
        fixed (double* weights = Sparse.Weights)
        {
            for (int i = 0; i < Sparse.Count; i++)
            {
                double sum = 0.0;
                for (int k = starts[i]; k < starts[i + 1]; k++)
                {
                    sum += weights[k] * ((a[rows[k]] * b[columns[k]]) + (b[rows[k]] * a[columns[k]]));
                }

                values[i] += scale * sum;
            }
        }
    }
}
