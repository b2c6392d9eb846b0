using System.Runtime.Intrinsics;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Plain loops on panels so small that the packing of the blocked kernels would cost more than the arithmetic.</summary>
internal static unsafe class SmallPanel
{
    /// <summary>Factors the lower triangle of the leading square and solves for the rows below it, right-looking.</summary>
    /// <returns>-1, or the first column whose pivot is not a positive finite number.</returns>
    public static int Factor(MatrixView panel)
    {
        for (int j = 0; j < panel.Columns; j++)
        {
            double* column = panel.Column(j);
            double pivot = column[j];
            if (!(pivot > 0.0 && double.IsFinite(pivot)))
            {
                return j;
            }

            double diagonal = Math.Sqrt(pivot);
            column[j] = diagonal;
            for (int i = j + 1; i < panel.Rows; i++)
            {
                column[i] /= diagonal;
            }

            for (int k = j + 1; k < panel.Columns; k++)
            {
                AddScaled(-column[k], column + k, panel.At(k, k), panel.Rows - k);
            }
        }

        return -1;
    }

    /// <summary>The product C := A A_1', where A_1 are the first rows of A, as many as C has columns; above the diagonal it may be anything.</summary>
    public static void Multiply(MatrixView a, MatrixView c)
    {
        int last = c.Rows - Vector256<double>.Count;
        if (last < 0)
        {
            MultiplyNarrow(a, c);
            return;
        }

        int j = 0;
        for (; j < c.Columns - 1; j += 2)
        {
            // The last vector of a column overlaps the one before it, which costs less than a loop for the rest.
            for (int i = Math.Min(j, last); ; i = Math.Min(i + Vector256<double>.Count, last))
            {
                (Vector256<double> left, Vector256<double> right) = (Vector256<double>.Zero, Vector256<double>.Zero);
                for (int k = 0; k < a.Columns; k++)
                {
                    double* column = a.Column(k);
                    Vector256<double> rows = Vector256.Load(column + i);
                    left = Vector256.MultiplyAddEstimate(rows, Vector256.Create(column[j]), left);
                    right = Vector256.MultiplyAddEstimate(rows, Vector256.Create(column[j + 1]), right);
                }

                left.Store(c.At(i, j));
                right.Store(c.At(i, j + 1));
                if (i == last)
                {
                    break;
                }
            }
        }

        if (j < c.Columns)
        {
            MultiplyLastColumn(a, c, j);
        }
    }

    private static void MultiplyLastColumn(MatrixView a, MatrixView c, int j)
    {
        int last = c.Rows - Vector256<double>.Count;
        for (int i = Math.Min(j, last); ; i = Math.Min(i + Vector256<double>.Count, last))
        {
            Vector256<double> sum = Vector256<double>.Zero;
            for (int k = 0; k < a.Columns; k++)
            {
                double* column = a.Column(k);
                sum = Vector256.MultiplyAddEstimate(Vector256.Load(column + i), Vector256.Create(column[j]), sum);
            }

            sum.Store(c.At(i, j));
            if (i == last)
            {
                break;
            }
        }
    }

    private static void MultiplyNarrow(MatrixView a, MatrixView c)
    {
        for (int j = 0; j < c.Columns; j++)
        {
            for (int i = j; i < c.Rows; i++)
            {
                double sum = 0.0;
                for (int k = 0; k < a.Columns; k++)
                {
                    sum += *a.At(i, k) * *a.At(j, k);
                }

                *c.At(i, j) = sum;
            }
        }
    }

    /// <summary>y := y + alpha x.</summary>
    public static void AddScaled(double alpha, double* x, double* y, int count)
    {
        int i = 0;
        Vector256<double> factor = Vector256.Create(alpha);
        for (; i <= count - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            Vector256.MultiplyAddEstimate(factor, Vector256.Load(x + i), Vector256.Load(y + i)).Store(y + i);
        }

        for (; i < count; i++)
        {
            y[i] += alpha * x[i];
        }
    }

    /// <summary>x'y.</summary>
    public static double Dot(double* x, double* y, int count)
    {
        int i = 0;
        Vector256<double> sums = Vector256<double>.Zero;
        for (; i <= count - Vector256<double>.Count; i += Vector256<double>.Count)
        {
            sums = Vector256.MultiplyAddEstimate(Vector256.Load(x + i), Vector256.Load(y + i), sums);
        }

        double sum = Vector256.Sum(sums);
        for (; i < count; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
