using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Numpy;

/// <summary>Reads one array in NumPy's .npy format, versions 1 to 3, C and Fortran order.</summary>
internal static partial class NpyArray
{
    public static StoredTensor Read(ReadOnlyMemory<byte> bytes, string source, string name)
    {
        string place = $"array {Quotation.Of(name)}";
        ProblemFormatException Error(string problem) => new(source, 0, 0, $"{place}: {problem}");

        ReadOnlySpan<byte> start = bytes.Span;
        if (!IsNpy(start) || start.Length < 12 || start[6] is < 1 or > 3)
        {
            throw Error($"found {Quotation.Of(start[..Math.Min(start.Length, 8)])}; expected the beginning of a .npy file of version 1 to 3");
        }

        bool isLong = start[6] > 1;
        long length = isLong ? BinaryPrimitives.ReadUInt32LittleEndian(start[8..]) : BinaryPrimitives.ReadUInt16LittleEndian(start[8..]);
        int headerStart = isLong ? 12 : 10;
        if (length > start.Length - headerStart)
        {
            throw Error($"found a header of {length} bytes where {start.Length - headerStart} are left; expected a whole file");
        }

        string header = Encoding.UTF8.GetString(start.Slice(headerStart, (int)length));
        if (Header().Match(header) is not { Success: true } match)
        {
            throw Error($"found the header {Quotation.Of(header)}; expected descr, fortran_order and shape of numbers (Python objects are not read: numpy.savez takes the arrays one by one)");
        }

        long[] shape = [.. match.Groups["length"].Captures.Select(capture => long.Parse(capture.ValueSpan, CultureInfo.InvariantCulture))];
        return new StoredTensor(source, name, place, shape, TypeOf(match.Groups["type"].Value, Error), bytes[(headerStart + (int)length)..], match.Groups["order"].Value == "True");
    }

    public static bool IsNpy(ReadOnlySpan<byte> bytes) => bytes is [0x93, .. var rest] && rest.StartsWith("NUMPY"u8);

    private static ElementType TypeOf(string text, Func<string, ProblemFormatException> error) => text switch
    {
        "<f8" => ElementType.Float64,
        "<f4" => ElementType.Float32,
        "<f2" => ElementType.Float16,
        "|i1" => ElementType.Int8,
        "|u1" or "|b1" => ElementType.UInt8,
        "<i2" => ElementType.Int16,
        "<u2" => ElementType.UInt16,
        "<i4" => ElementType.Int32,
        "<u4" => ElementType.UInt32,
        "<i8" => ElementType.Int64,
        "<u8" => ElementType.UInt64,
        _ => throw error($"found numbers of the type {Quotation.Of(text)}; expected little-endian real ones, such as '<f8'"),
    };

    [GeneratedRegex(@"^\{'descr': '(?<type>[^']*)', 'fortran_order': (?<order>True|False), 'shape': \(((?<length>[0-9]{1,10}),? ?)*\),? *\} *\n?$", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant)]
    private static partial Regex Header();
}
