using System.Runtime.CompilerServices;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Substitution with one panel of a supernodal factor on a strip of right-hand sides.</summary>
/// <remarks>
/// Four columns of the panel at a time, on a pair of registers, for one strip after the other: a large panel is read from memory once for all of them. The rows of
/// the strips are in the order of P A P'.
/// </remarks>
internal static unsafe class StripSubstitution<TVector, TLanes>
    where TVector : unmanaged
    where TLanes : ILanes<TVector>
{
    private const int Group = 4;

    private static int Pair => 2 * TLanes.Count;

    /// <summary>Solves for the rows of the panel's columns and subtracts what they add to the rows below.</summary>
    /// <param name="panel">The panel.</param>
    /// <param name="below">The rows below its columns.</param>
    /// <param name="first">The row of its first column.</param>
    /// <param name="strips">The strips, each a column.</param>
    public static void Forward(MatrixView panel, ReadOnlySpan<int> below, int first, MatrixView strips)
    {
        fixed (int* rows = below)
        {
            int j = 0;
            for (; j <= panel.Columns - Group; j += Group)
            {
                for (int s = 0; s < strips.Columns; s++)
                {
                    for (int t = 0; t < RowStrip.Width; t += Pair)
                    {
                        ForwardGroup(panel, j, rows, strips.Column(s) + t, first);
                    }
                }
            }

            for (; j < panel.Columns; j++)
            {
                for (int s = 0; s < strips.Columns; s++)
                {
                    for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
                    {
                        ForwardColumn(panel, j, rows, strips.Column(s) + t, first);
                    }
                }
            }
        }
    }

    /// <summary>Solves for the rows of the panel's columns, those below being known; the parameters are those of <see cref="Forward"/>.</summary>
    public static void Backward(MatrixView panel, ReadOnlySpan<int> below, int first, MatrixView strips)
    {
        fixed (int* rows = below)
        {
            int j = panel.Columns - 1;
            for (; (j + 1) % Group != 0; j--)
            {
                for (int s = 0; s < strips.Columns; s++)
                {
                    for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
                    {
                        BackwardColumn(panel, j, rows, strips.Column(s) + t, first);
                    }
                }
            }

            for (; j >= 0; j -= Group)
            {
                for (int s = 0; s < strips.Columns; s++)
                {
                    for (int t = 0; t < RowStrip.Width; t += Pair)
                    {
                        BackwardGroup(panel, j - Group + 1, rows, strips.Column(s) + t, first);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void ForwardGroup(MatrixView panel, int j, int* below, double* strip, int first)
    {
        double* l0 = panel.Column(j);
        double* l1 = panel.Column(j + 1);
        double* l2 = panel.Column(j + 2);
        double* l3 = panel.Column(j + 3);
        double* head = Row(strip, first + j);
        TVector a0 = Scaled(TLanes.Load(head), 1.0 / l0[j]);
        TVector b0 = Scaled(TLanes.Load(head + TLanes.Count), 1.0 / l0[j]);
        Store(a0, b0, head);
        (a0, b0) = (Scaled(a0, -1.0), Scaled(b0, -1.0));
        head += RowStrip.Width;
        TVector a1 = Scaled(Add(l0[j + 1], a0, TLanes.Load(head)), 1.0 / l1[j + 1]);
        TVector b1 = Scaled(Add(l0[j + 1], b0, TLanes.Load(head + TLanes.Count)), 1.0 / l1[j + 1]);
        Store(a1, b1, head);
        (a1, b1) = (Scaled(a1, -1.0), Scaled(b1, -1.0));
        head += RowStrip.Width;
        TVector a2 = Scaled(Add(l1[j + 2], a1, Add(l0[j + 2], a0, TLanes.Load(head))), 1.0 / l2[j + 2]);
        TVector b2 = Scaled(Add(l1[j + 2], b1, Add(l0[j + 2], b0, TLanes.Load(head + TLanes.Count))), 1.0 / l2[j + 2]);
        Store(a2, b2, head);
        (a2, b2) = (Scaled(a2, -1.0), Scaled(b2, -1.0));
        head += RowStrip.Width;
        TVector a3 = Scaled(Add(l2[j + 3], a2, Add(l1[j + 3], a1, Add(l0[j + 3], a0, TLanes.Load(head)))), 1.0 / l3[j + 3]);
        TVector b3 = Scaled(Add(l2[j + 3], b2, Add(l1[j + 3], b1, Add(l0[j + 3], b0, TLanes.Load(head + TLanes.Count)))), 1.0 / l3[j + 3]);
        Store(a3, b3, head);
        (a3, b3) = (Scaled(a3, -1.0), Scaled(b3, -1.0));
        for (int i = j + Group; i < panel.Rows; i++)
        {
            double* row = Row(strip, i < panel.Columns ? first + i : below[i - panel.Columns]);
            TVector a = Add(l1[i], a1, Add(l0[i], a0, TLanes.Load(row)));
            TVector b = Add(l1[i], b1, Add(l0[i], b0, TLanes.Load(row + TLanes.Count)));
            Store(Add(l3[i], a3, Add(l2[i], a2, a)), Add(l3[i], b3, Add(l2[i], b2, b)), row);
        }
    }

    private static void ForwardColumn(MatrixView panel, int j, int* below, double* strip, int first)
    {
        double* l = panel.Column(j);
        double* head = Row(strip, first + j);
        TVector value = Scaled(TLanes.Load(head), 1.0 / l[j]);
        TLanes.Store(value, head);
        value = Scaled(value, -1.0);
        for (int i = j + 1; i < panel.Rows; i++)
        {
            double* row = Row(strip, i < panel.Columns ? first + i : below[i - panel.Columns]);
            TLanes.Store(Add(l[i], value, TLanes.Load(row)), row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void BackwardGroup(MatrixView panel, int j, int* below, double* strip, int first)
    {
        double* l0 = panel.Column(j);
        double* l1 = panel.Column(j + 1);
        double* l2 = panel.Column(j + 2);
        double* l3 = panel.Column(j + 3);
        TVector a0 = TLanes.Broadcast(0.0);
        (TVector a1, TVector a2, TVector a3, TVector b0, TVector b1, TVector b2, TVector b3) = (a0, a0, a0, a0, a0, a0, a0);
        for (int i = j + Group; i < panel.Rows; i++)
        {
            double* row = Row(strip, i < panel.Columns ? first + i : below[i - panel.Columns]);
            TVector a = TLanes.Load(row);
            TVector b = TLanes.Load(row + TLanes.Count);
            a0 = Add(l0[i], a, a0);
            b0 = Add(l0[i], b, b0);
            a1 = Add(l1[i], a, a1);
            b1 = Add(l1[i], b, b1);
            a2 = Add(l2[i], a, a2);
            b2 = Add(l2[i], b, b2);
            a3 = Add(l3[i], a, a3);
            b3 = Add(l3[i], b, b3);
        }

        double* head = Row(strip, first + j);
        a3 = Finish(a3, head + (3 * RowStrip.Width), l3[j + 3]);
        b3 = Finish(b3, head + (3 * RowStrip.Width) + TLanes.Count, l3[j + 3]);
        a2 = Finish(Add(l2[j + 3], a3, a2), head + (2 * RowStrip.Width), l2[j + 2]);
        b2 = Finish(Add(l2[j + 3], b3, b2), head + (2 * RowStrip.Width) + TLanes.Count, l2[j + 2]);
        a1 = Finish(Add(l1[j + 3], a3, Add(l1[j + 2], a2, a1)), head + RowStrip.Width, l1[j + 1]);
        b1 = Finish(Add(l1[j + 3], b3, Add(l1[j + 2], b2, b1)), head + RowStrip.Width + TLanes.Count, l1[j + 1]);
        Finish(Add(l0[j + 3], a3, Add(l0[j + 2], a2, Add(l0[j + 1], a1, a0))), head, l0[j]);
        Finish(Add(l0[j + 3], b3, Add(l0[j + 2], b2, Add(l0[j + 1], b1, b0))), head + TLanes.Count, l0[j]);
    }

    private static void BackwardColumn(MatrixView panel, int j, int* below, double* strip, int first)
    {
        double* l = panel.Column(j);
        TVector known = TLanes.Broadcast(0.0);
        for (int i = j + 1; i < panel.Rows; i++)
        {
            known = Add(l[i], TLanes.Load(Row(strip, i < panel.Columns ? first + i : below[i - panel.Columns])), known);
        }

        Finish(known, Row(strip, first + j), l[j]);
    }

    /// <summary>Replaces x by (x - known) / pivot, and returns it.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Finish(TVector known, double* x, double pivot)
    {
        TVector value = Scaled(Add(-1.0, known, TLanes.Load(x)), 1.0 / pivot);
        TLanes.Store(value, x);
        return value;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Store(TVector a, TVector b, double* row)
    {
        TLanes.Store(a, row);
        TLanes.Store(b, row + TLanes.Count);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static double* Row(double* strip, int row) => strip + ((nint)row * RowStrip.Width);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Scaled(TVector value, double factor) => TLanes.Multiply(value, TLanes.Broadcast(factor));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static TVector Add(double factor, TVector value, TVector sum) => TLanes.MultiplyAdd(TLanes.Broadcast(factor), value, sum);
}
