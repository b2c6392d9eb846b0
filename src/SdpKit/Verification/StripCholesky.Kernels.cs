using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SdpKit.Verification;

/// <content>The inner loops. Compiled fully at once: the first check of a process would otherwise spend tenths of a second in unoptimized code.</content>
internal sealed unsafe partial class StripCholesky
{
    /// <summary>Computes <c>target -= left right'</c> for 12 x 4 entries; column k of left is at <c>left + 12 k</c>, row k of right' at <c>right + 12 k</c>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Subtract(double* target, double* left, double* right, int depth)
    {
        Vector256<double> c00 = Vector256.Load(target), c10 = Vector256.Load(target + 4), c20 = Vector256.Load(target + 8);
        Vector256<double> c01 = Vector256.Load(target + 12), c11 = Vector256.Load(target + 16), c21 = Vector256.Load(target + 20);
        Vector256<double> c02 = Vector256.Load(target + 24), c12 = Vector256.Load(target + 28), c22 = Vector256.Load(target + 32);
        Vector256<double> c03 = Vector256.Load(target + 36), c13 = Vector256.Load(target + 40), c23 = Vector256.Load(target + 44);
        for (int k = 0; k < depth; k++, left += StripRows, right += StripRows)
        {
            Vector256<double> a0 = Vector256.Load(left), a1 = Vector256.Load(left + 4), a2 = Vector256.Load(left + 8);
            Vector256<double> b = Vector256.Create(-right[0]);
            c00 = Vector256.MultiplyAddEstimate(a0, b, c00);
            c10 = Vector256.MultiplyAddEstimate(a1, b, c10);
            c20 = Vector256.MultiplyAddEstimate(a2, b, c20);
            b = Vector256.Create(-right[1]);
            c01 = Vector256.MultiplyAddEstimate(a0, b, c01);
            c11 = Vector256.MultiplyAddEstimate(a1, b, c11);
            c21 = Vector256.MultiplyAddEstimate(a2, b, c21);
            b = Vector256.Create(-right[2]);
            c02 = Vector256.MultiplyAddEstimate(a0, b, c02);
            c12 = Vector256.MultiplyAddEstimate(a1, b, c12);
            c22 = Vector256.MultiplyAddEstimate(a2, b, c22);
            b = Vector256.Create(-right[3]);
            c03 = Vector256.MultiplyAddEstimate(a0, b, c03);
            c13 = Vector256.MultiplyAddEstimate(a1, b, c13);
            c23 = Vector256.MultiplyAddEstimate(a2, b, c23);
        }

        c00.Store(target);
        c10.Store(target + 4);
        c20.Store(target + 8);
        c01.Store(target + 12);
        c11.Store(target + 16);
        c21.Store(target + 20);
        c02.Store(target + 24);
        c12.Store(target + 28);
        c22.Store(target + 32);
        c03.Store(target + 36);
        c13.Store(target + 40);
        c23.Store(target + 44);
    }

    /// <summary>Subtracts what the columns of a tile left of <paramref name="column"/> contribute to a strip of that column.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void SubtractColumn(int strip, int firstColumn, int column)
    {
        double* target = Strip(strip) + (column * StripRows);
        double* left = Strip(strip) + (firstColumn * StripRows);
        double* right = Row(column) + (firstColumn * StripRows);
        Vector256<double> c0 = Vector256.Load(target), c1 = Vector256.Load(target + 4), c2 = Vector256.Load(target + 8);
        for (int k = firstColumn; k < column; k++, left += StripRows, right += StripRows)
        {
            Vector256<double> b = Vector256.Create(-right[0]);
            c0 = Vector256.MultiplyAddEstimate(Vector256.Load(left), b, c0);
            c1 = Vector256.MultiplyAddEstimate(Vector256.Load(left + 4), b, c1);
            c2 = Vector256.MultiplyAddEstimate(Vector256.Load(left + 8), b, c2);
        }

        c0.Store(target);
        c1.Store(target + 4);
        c2.Store(target + 8);
    }
}
