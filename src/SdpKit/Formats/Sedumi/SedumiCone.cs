using SdpKit.Formats.Matlab;

namespace SdpKit.Formats.Sedumi;

/// <summary>Represents SeDuMi's cone K: free variables first, then non-negative ones, then the columns of semidefinite matrices.</summary>
/// <param name="FreeCount">K.f.</param>
/// <param name="NonNegativeCount">K.l.</param>
/// <param name="Orders">K.s without its zeros.</param>
internal sealed record SedumiCone(int FreeCount, int NonNegativeCount, int[] Orders)
{
    /// <summary>Gets the length of x.</summary>
    public long Dimension { get; } = (long)FreeCount + NonNegativeCount + Orders.Sum(order => (long)order * order);

    /// <exception cref="ProblemFormatException">There is no cone, or it has parts that this library has not.</exception>
    public static SedumiCone Of(string source, MatlabValue? value, List<MatlabValue> variables)
    {
        if (value is not MatlabStruct cone)
        {
            throw SedumiReader.Missing(source, "K", variables);
        }

        int[] free = [], nonNegative = [], orders = [];
        foreach (MatlabValue field in cone.Fields)
        {
            int[] sizes = field is MatlabOther ? [] : SizesOf(source, field);
            switch (field.Name)
            {
                case "f":
                    free = sizes;
                    break;
                case "l":
                    nonNegative = sizes;
                    break;
                case "s":
                    orders = sizes;
                    break;
                case var name when sizes.Any(size => size != 0):
                    throw new ProblemFormatException(source, 0, 0, $"found the cone K.{Printable(name)}; expected only K.f, K.l and K.s (free, non-negative and semidefinite)");
            }
        }

        return new SedumiCone(Single(source, "f", free), Single(source, "l", nonNegative), [.. orders.Where(order => order != 0)]);
    }

    private static string Printable(string name) => Quotation.Of(name).Trim('\'');

    private static int Single(string source, string name, int[] sizes) => sizes switch
    {
        [] => 0,
        [var size] => size,
        _ => throw new ProblemFormatException(source, 0, 0, $"found {sizes.Length} numbers in K.{name}; expected one"),
    };

    private static int[] SizesOf(string source, MatlabValue field)
    {
        SedumiMatrix matrix = SedumiMatrix.Of(source, field);
        var sizes = new int[matrix.VectorLength()];
        foreach ((int row, int column, double size) in matrix.Entries)
        {
            sizes[row + column] = size is > 0 and < int.MaxValue && size == Math.Floor(size) ? (int)size
                : throw matrix.Error($"found {size} in the cone K; expected sizes, whole and not negative");
        }

        return sizes;
    }
}
