using System.Collections.Immutable;
using System.Text;
using SdpKit.Formats.Tensors;

namespace SdpKit.Formats.Matlab;

/// <summary>Reads a MAT file of level 5 (MATLAB's -v6 and -v7, SciPy's savemat): full and sparse matrices of numbers, cell arrays and structs, plain or compressed.</summary>
internal sealed class MatlabLevel5(string source, ByteOrder order, CancellationToken cancellationToken)
{
    /// <summary>Neither networks nor problems are nested deeper.</summary>
    private const int DeepestNesting = 16;

    /// <param name="bytes">What stands behind the header.</param>
    /// <exception cref="ProblemFormatException">The content is corrupt, or holds complex numbers.</exception>
    public List<MatlabValue> Read(ReadOnlyMemory<byte> bytes)
    {
        var variables = new List<MatlabValue>();
        var elements = new MatlabElements(bytes, order, source, "variables");
        while (!elements.IsAtEnd)
        {
            elements.Move("a variable");
            MatlabElements element = elements;
            if (element.Type == MatlabElements.Compressed)
            {
                element = element.Decompress(cancellationToken);
                element.Move("a variable");
            }

            if (element.Type == MatlabElements.Matrix)
            {
                variables.Add(ReadMatrix(element.Data, null, 0));
            }
        }

        return variables;
    }

    /// <param name="data">The data of a matrix element.</param>
    /// <param name="givenName">The name of the cell or field; null for a variable, which brings its own.</param>
    /// <param name="depth">How deep the element is nested.</param>
    private MatlabValue ReadMatrix(ReadOnlyMemory<byte> data, string? givenName, int depth)
    {
        string name = givenName ?? string.Empty;
        if (data.IsEmpty)
        {
            return new MatlabOther(name, "nothing");
        }

        var elements = new MatlabElements(data, order, source, givenName is null ? "variables" : MatlabFile.Place(name));
        int[] flags = elements.MoveToIntegers("the flags of an array");
        int[] dimensions = elements.MoveToIntegers("the dimensions of an array");
        elements.Move("the name of an array");
        name = givenName ?? Encoding.UTF8.GetString(elements.Data.Span);
        elements = elements.At(MatlabFile.Place(name));
        if (depth > DeepestNesting || flags.Length == 0)
        {
            throw Error(name, depth > DeepestNesting ? $"found cells or structs nested deeper than {DeepestNesting}; expected fewer" : "found no flags; expected those of an array");
        }

        bool isComplex = (flags[0] & 0x800) != 0;
        return (flags[0] & 0xff) switch
        {
            1 => new MatlabCell(name, ReadCells(elements, dimensions, name, depth)),
            2 when dimensions.All(length => length == 1) => new MatlabStruct(name, ReadFields(elements, name, depth)),
            2 => new MatlabOther(name, "an array of structs"),
            4 => new MatlabOther(name, "text"),
            >= 5 and <= 15 when isComplex => throw Error(name, "found complex numbers; expected real ones"),
            5 => ReadSparse(elements, dimensions, name),
            >= 6 and <= 15 => ReadNumbers(elements, dimensions, name),
            var other => new MatlabOther(name, $"an object of class {other}"),
        };
    }

    private MatlabArray ReadNumbers(MatlabElements elements, int[] dimensions, string name)
    {
        elements.Move("the numbers of an array");
        return new MatlabArray(new StoredTensor(source, name, MatlabFile.Place(name), [.. dimensions.Select(length => (long)length)], elements.NumberType(), elements.Numbers(), columnMajor: true));
    }

    private MatlabSparse ReadSparse(MatlabElements elements, int[] dimensions, string name)
    {
        // Compressed columns. The file may keep room for more entries than the last start counts.
        int[] rows = elements.MoveToIntegers("the row indices of a sparse matrix");
        int[] starts = elements.MoveToIntegers("the column starts of a sparse matrix");
        elements.Move("the numbers of a sparse matrix");
        if (dimensions is not [>= 0 and var rowCount, >= 0 and var columnCount] || starts.Length != columnCount + 1L || starts[0] != 0 || starts[^1] > rows.Length)
        {
            throw Error(name, $"found {starts.Length} column starts and {rows.Length} row indices for a sparse matrix of [{string.Join(", ", dimensions)}]; expected one start a column and one more, up to the number of indices");
        }

        int count = starts[^1];
        if (starts.Zip(starts.Skip(1)).Any(pair => pair.First > pair.Second) || rows.Take(count).Any(row => row < 0 || row >= rowCount))
        {
            throw Error(name, $"found indices outside the matrix or starts that fall; expected a sparse matrix of {rowCount} rows and {columnCount} columns");
        }

        ElementType type = elements.NumberType();
        if (count > elements.Data.Length / type.ByteSize())
        {
            throw Error(name, $"found {elements.Data.Length} bytes of {type}; expected {count} numbers");
        }

        var values = new double[count];
        type.Convert(elements.Numbers().Span, values);
        int[] columns = [.. Enumerable.Range(0, columnCount).SelectMany(column => Enumerable.Repeat(column, starts[column + 1] - starts[column]))];
        return new MatlabSparse(name, rowCount, columnCount, rows[..count], columns, values);
    }

    private ImmutableArray<MatlabValue> ReadCells(MatlabElements elements, int[] dimensions, string name, int depth)
    {
        var cells = ImmutableArray.CreateBuilder<MatlabValue>();
        while (!elements.IsAtEnd)
        {
            cells.Add(ReadPart(ref elements, FormattableString.Invariant($"{name}{{{cells.Count + 1}}}"), depth));
        }

        return dimensions.Aggregate(1.0, (product, length) => product * length) == cells.Count
            ? cells.DrainToImmutable()
            : throw Error(name, $"found {cells.Count} cells; expected {string.Join(" x ", dimensions)}");
    }

    private ImmutableArray<MatlabValue> ReadFields(MatlabElements elements, string name, int depth)
    {
        int[] length = elements.MoveToIntegers("the length of field names");
        elements.Move("the names of fields");
        if (length is not [> 0 and int width] || elements.Data.Length % width != 0)
        {
            throw Error(name, "found a struct without the length of its field names; expected one that divides their bytes");
        }

        ReadOnlyMemory<byte> names = elements.Data;
        var fields = ImmutableArray.CreateBuilder<MatlabValue>();
        for (; !names.IsEmpty; names = names[width..])
        {
            ReadOnlySpan<byte> field = names.Span[..width];
            int end = field.IndexOf((byte)0);
            fields.Add(ReadPart(ref elements, Encoding.UTF8.GetString(end < 0 ? field : field[..end]), depth));
        }

        return fields.DrainToImmutable();
    }

    private MatlabValue ReadPart(ref MatlabElements elements, string name, int depth)
    {
        elements.Move($"the array {Quotation.Of(name)}");
        return elements.Type == MatlabElements.Matrix
            ? ReadMatrix(elements.Data, name, depth + 1)
            : throw Error(name, $"found an element of type {elements.Type}; expected an array");
    }

    private ProblemFormatException Error(string name, string problem) => MatlabFile.Error(source, name, problem);
}
