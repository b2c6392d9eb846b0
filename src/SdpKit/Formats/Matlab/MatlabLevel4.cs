using System.Text;
using SdpKit.Formats.Tensors;

namespace SdpKit.Formats.Matlab;

/// <summary>Reads a MAT file of level 4 (MATLAB's -v4, Octave's -v4): matrices one after the other, each a header of five integers, a name and numbers.</summary>
/// <remarks>
/// MathWorks, MAT-File Format, appendix A. The first integer is 1000 M + 100 O + 10 P + T with the order of bytes M (0 little-endian, 1 big-endian, from 2 on those of VAX and Cray), O = 0, the type of
/// the numbers P and the kind of the matrix T (0 full, 1 text, 2 sparse). A sparse matrix has a row and a column from 1 and a value in each of its rows, and its dimensions in the last one.
/// </remarks>
internal static class MatlabLevel4
{
    private const int HeaderLength = 20;
    private const int LongestName = 64;
    private const int FirstForeignOrder = 2;
    private const int LastOrder = 4;
    private const int Full = 0;
    private const int Text = 1;
    private const int Sparse = 2;

    private static readonly ElementType[] Types = [ElementType.Float64, ElementType.Float32, ElementType.Int32, ElementType.Int16, ElementType.UInt16, ElementType.UInt8];

    /// <summary>Says whether bytes begin with the header of a matrix and its name.</summary>
    public static bool IsHeader(ReadOnlySpan<byte> bytes) => Header.TryRead(bytes, out Header header)
        && header.NameOf(bytes[HeaderLength..]) is { Length: > 0 } name && name.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_');

    /// <exception cref="ProblemFormatException">The content is corrupt, or holds complex numbers.</exception>
    public static List<MatlabValue> Read(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken)
    {
        var variables = new List<MatlabValue>();
        while (!bytes.IsEmpty)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!Header.TryRead(bytes.Span, out Header header))
            {
                throw new ProblemFormatException(source, 0, 0, $"found no header of a matrix behind {variables.Count} variables; expected one of a MAT file of level 4");
            }

            string name = header.NameOf(bytes.Span[HeaderLength..]);
            int start = HeaderLength + header.NameLength;
            if (header.DataLength > bytes.Length - start)
            {
                throw MatlabFile.Error(source, name, $"found {bytes.Length - start} bytes for {header.RowCount} x {header.ColumnCount} numbers; expected {header.DataLength}");
            }

            variables.Add(ReadMatrix(header, name, bytes.Slice(start, (int)header.DataLength), source));
            bytes = bytes[(start + (int)header.DataLength)..];
        }

        return variables;
    }

    private static MatlabValue ReadMatrix(Header header, string name, ReadOnlyMemory<byte> data, string source)
    {
        if (header.Order >= FirstForeignOrder)
        {
            throw MatlabFile.Error(source, name, "found numbers of a VAX or Cray computer; expected those of IEEE 754");
        }

        if (header.Kind == Text)
        {
            return new MatlabOther(name, "text");
        }

        if (header.IsComplex || (header.Kind == Sparse && header.ColumnCount == 4))
        {
            throw MatlabFile.Error(source, name, "found complex numbers; expected real ones");
        }

        ReadOnlyMemory<byte> numbers = new ByteOrder(header.Order == 1).ToLittleEndian(data, header.Type.ByteSize());
        var tensor = new StoredTensor(source, name, MatlabFile.Place(name), [header.RowCount, header.ColumnCount], header.Type, numbers, columnMajor: true);
        return header.Kind == Full ? new MatlabArray(tensor) : ReadSparse(tensor);
    }

    private static MatlabSparse ReadSparse(StoredTensor table)
    {
        if (table.Shape is not [> 0 and var length, 3])
        {
            throw table.Error($"found a table of the shape {table.ShapeText} for a sparse matrix; expected rows, columns and values");
        }

        double[] numbers = table.ReadMatrix(transpose: true);
        int count = length - 1;
        int rowCount = Size(numbers[count]);
        int columnCount = Size(numbers[length + count]);
        int[] rows = [.. numbers.AsSpan(0, count).ToArray().Select(row => Index(row, rowCount))];
        int[] columns = [.. numbers.AsSpan(length, count).ToArray().Select(column => Index(column, columnCount))];
        return new MatlabSparse(table.Name, rowCount, columnCount, rows, columns, numbers[(2 * length)..^1]);

        int Size(double value) => value is >= 0 and <= int.MaxValue && value == Math.Floor(value) ? (int)value
            : throw table.Error($"found {value} as a dimension of a sparse matrix; expected whole numbers");
        int Index(double value, int largest) => value >= 1 && value <= largest && value == Math.Floor(value) ? (int)value - 1
            : throw table.Error($"found indices outside the matrix; expected a sparse matrix of {rowCount} rows and {columnCount} columns");
    }

    private readonly record struct Header(int Order, ElementType Type, int Kind, int RowCount, int ColumnCount, bool IsComplex, int NameLength)
    {
        public Int128 DataLength { get; } = (Int128)RowCount * ColumnCount * Type.ByteSize() * (IsComplex ? 2 : 1);

        public static bool TryRead(ReadOnlySpan<byte> bytes, out Header header)
        {
            header = default;
            if (bytes.Length < HeaderLength)
            {
                return false;
            }

            // The first integer is below 5000, so one of its orders has zeros in the upper half; where both do, it is 0 and says little-endian.
            var order = new ByteOrder(IsBigEndian: bytes is [0, 0, _, _, ..] and not [_, _, 0, 0, ..]);
            int type = order.ReadInt32(bytes);
            int rowCount = order.ReadInt32(bytes[4..]);
            int columnCount = order.ReadInt32(bytes[8..]);
            int isComplex = order.ReadInt32(bytes[12..]);
            int nameLength = order.ReadInt32(bytes[16..]);
            (int machine, int rest) = Math.DivRem(type, 1000);
            (int numbers, int kind) = Math.DivRem(rest, 10);
            if (type < 0 || machine > LastOrder || machine == (order.IsBigEndian ? 0 : 1) || numbers >= Types.Length || kind > Sparse || rowCount < 0 || columnCount < 0 || isComplex is not (0 or 1)
                || nameLength is < 1 or > LongestName || nameLength > bytes.Length - HeaderLength)
            {
                return false;
            }

            header = new Header(machine, Types[numbers], kind, rowCount, columnCount, isComplex == 1, nameLength);
            return true;
        }

        /// <summary>Gets the name, which a zero ends, from the bytes behind the header.</summary>
        public string NameOf(ReadOnlySpan<byte> bytes) => Encoding.Latin1.GetString(bytes[..NameLength]).TrimEnd('\0');
    }
}
