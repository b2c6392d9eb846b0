using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Computes with the lengths of dimensions as ONNX does.</summary>
internal static class Shapes
{
    /// <summary>Gets the number of values; -1 where it leaves the range of int.</summary>
    public static int Count(ReadOnlySpan<int> shape)
    {
        long count = 1;
        foreach (int length in shape)
        {
            count = length < 0 || count * length > int.MaxValue ? -1 : count * length;
            if (count < 0)
            {
                return -1;
            }
        }

        return (int)count;
    }

    /// <summary>Gets the shape of an elementwise result: shapes are aligned at their ends, and a length of 1 is repeated. Null where they do not fit.</summary>
    public static ImmutableArray<int>? Broadcast(ImmutableArray<int> one, ImmutableArray<int> other)
    {
        int rank = Math.Max(one.Length, other.Length);
        var shape = new int[rank];
        for (int k = 1; k <= rank; k++)
        {
            int a = k <= one.Length ? one[^k] : 1;
            int b = k <= other.Length ? other[^k] : 1;
            if (a != b && a != 1 && b != 1)
            {
                return null;
            }

            shape[^k] = a == 1 ? b : a;
        }

        return [.. shape];
    }

    /// <summary>Repeats values along the dimensions of length 1, up to a shape that <see cref="Broadcast"/> gave.</summary>
    public static double[] Expand(double[] values, ImmutableArray<int> from, ImmutableArray<int> to)
    {
        if (from.AsSpan().SequenceEqual(to.AsSpan()))
        {
            return values;
        }

        int[] steps = new int[to.Length];
        int step = 1;
        for (int k = 1; k <= from.Length; k++)
        {
            steps[^k] = from[^k] == 1 ? 0 : step;
            step *= from[^k];
        }

        return Walk(values, to, steps);
    }

    /// <summary>Reorders values so that dimension k of the result is dimension <paramref name="permutation"/>[k] of the source.</summary>
    public static double[] Transpose(double[] values, ImmutableArray<int> from, ReadOnlySpan<int> permutation)
    {
        int[] sourceSteps = new int[from.Length];
        int step = 1;
        for (int k = from.Length - 1; k >= 0; k--)
        {
            sourceSteps[k] = step;
            step *= from[k];
        }

        int[] to = new int[from.Length];
        int[] steps = new int[from.Length];
        for (int k = 0; k < to.Length; k++)
        {
            (to[k], steps[k]) = (from[permutation[k]], sourceSteps[permutation[k]]);
        }

        return Walk(values, [.. to], steps);
    }

    /// <summary>Collects values in the order of a shape, where a step along dimension k passes <paramref name="steps"/>[k] values of the source.</summary>
    private static double[] Walk(double[] values, ImmutableArray<int> shape, int[] steps)
    {
        var result = new double[Count(shape.AsSpan())];
        var index = new int[shape.Length];
        int place = 0;
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = values[place];
            for (int k = shape.Length - 1; k >= 0; k--)
            {
                place += steps[k];
                if (++index[k] < shape[k])
                {
                    break;
                }

                place -= steps[k] * shape[k];
                index[k] = 0;
            }
        }

        return result;
    }
}
