using System.Collections.Immutable;
using SdpKit.Formats.Matlab;

namespace SdpKit.Formats.Sedumi;

/// <summary>Represents SeDuMi's cone K: free variables first, then non-negative ones, then the columns of semidefinite matrices.</summary>
/// <param name="FreeCount">K.f.</param>
/// <param name="NonNegativeCount">K.l.</param>
/// <param name="Orders">K.s without its zeros.</param>
/// <param name="Warnings">What was passed over, in sentences.</param>
internal sealed record SedumiCone(int FreeCount, int NonNegativeCount, int[] Orders, ImmutableArray<string> Warnings)
{
    /// <summary>What YALMIP keeps beside the cones for other solvers and for its own use.</summary>
    private static readonly string[] Remarks = ["sos", "m", "schur_funs", "schur_data", "schur_variables"];

    private static readonly string[] Ranks = ["rank", "dualrank"];

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
        var ranks = new List<string>();
        foreach (MatlabValue field in cone.Fields.Where(field => !IsEmpty(field) && !Remarks.Contains(field.Name)))
        {
            switch (field.Name)
            {
                case "f":
                    free = SizesOf(source, field);
                    break;
                case "l":
                    nonNegative = SizesOf(source, field);
                    break;
                case "s":
                    orders = SizesOf(source, field);
                    break;
                case "q" or "r":
                    throw Foreign(source, field, field.Name == "q" ? "second-order cones" : "rotated second-order cones");
                case var name when Ranks.Contains(name):
                    ranks.Add($"K.{name}");
                    break;
                default:
                    throw Foreign(source, field, "something that may be a cone");
            }
        }

        return new SedumiCone(Single(source, "f", free), Single(source, "l", nonNegative), [.. orders.Where(order => order != 0)],
            ranks.Count == 0 ? [] : [$"{string.Join(" and ", ranks)} of YALMIP, ignored: the problem that is solved bounds no rank."]);
    }

    private static ProblemFormatException Foreign(string source, MatlabValue field, string what) =>
        new(source, 0, 0, $"found {what} (K.{Quotation.Of(field.Name).Trim('\'')}); expected only K.f, K.l and K.s (free, non-negative and semidefinite)");

    /// <summary>Says whether a part of K is there for form's sake: nothing, text or zeros.</summary>
    private static bool IsEmpty(MatlabValue field) => field switch
    {
        MatlabOther => true,
        MatlabArray { Tensor: var numbers } => numbers.ReadVector().All(number => number == 0.0),
        MatlabCell cell => cell.Cells.IsEmpty,
        MatlabSparse sparse => sparse.Values.All(number => number == 0.0),
        _ => false,
    };

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
