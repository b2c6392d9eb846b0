using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace SdpKit.Tests.Formats;

/// <summary>Builds level-5 MAT files from parts.</summary>
internal static class MatFile
{
    public static byte[] Of(params byte[][] elements) =>
        [.. Encoding.ASCII.GetBytes("MATLAB 5.0 MAT-file".PadRight(116)), .. new byte[8], 0, 1, (byte)'I', (byte)'M', .. elements.SelectMany(element => element)];

    /// <summary>Makes a data element; up to four bytes go into the tag.</summary>
    public static byte[] Element(int type, params byte[] data) => data.Length is > 0 and <= 4
        ? [.. BitConverter.GetBytes((ushort)type), .. BitConverter.GetBytes((ushort)data.Length), .. data, .. new byte[4 - data.Length]]
        : [.. BitConverter.GetBytes(type), .. BitConverter.GetBytes(data.Length), .. data, .. new byte[(8 - (data.Length % 8)) % 8]];

    /// <summary>Makes a matrix of doubles, column by column.</summary>
    public static byte[] Doubles(string name, int rows, int columns, params double[] values) =>
        Array(6, name, [rows, columns], Element(9, [.. values.SelectMany(BitConverter.GetBytes)]));

    /// <summary>Makes a sparse matrix from its compressed columns.</summary>
    public static byte[] Sparse(string name, int rowCount, int[] starts, int[] rows, double[] values) => Array(5, name, [rowCount, starts.Length - 1], Element(5, [.. rows.SelectMany(BitConverter.GetBytes)]), Element(5, [.. starts.SelectMany(BitConverter.GetBytes)]), Element(9, [.. values.SelectMany(BitConverter.GetBytes)]));

    public static byte[] Singles(string name, int rows, int columns, params float[] values) =>
        Array(7, name, [rows, columns], Element(7, [.. values.SelectMany(BitConverter.GetBytes)]));

    public static byte[] Cells(string name, params byte[][] cells) => Array(1, name, [1, cells.Length], cells);

    public static byte[] Struct(string name, string[] fields, params byte[][] values) =>
        Array(2, name, [1, 1], [Element(5, 32, 0, 0, 0), Element(1, [.. fields.SelectMany(field => Encoding.ASCII.GetBytes(field.PadRight(32, '\0')))]), .. values]);

    public static byte[] Array(int kind, string name, int[] dimensions, params byte[][] parts) =>
        Element(14, [.. Element(6, [(byte)kind, .. new byte[7]]), .. Element(5, [.. dimensions.SelectMany(BitConverter.GetBytes)]), .. Element(1, Encoding.ASCII.GetBytes(name)), .. parts.SelectMany(part => part)]);

    public static byte[] Compressed(byte[] element)
    {
        using var stream = new MemoryStream();
        using (var zlib = new ZLibStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zlib.Write(element);
        }

        var tag = new byte[8];
        BinaryPrimitives.WriteInt32LittleEndian(tag, 15);
        BinaryPrimitives.WriteInt32LittleEndian(tag.AsSpan(4), (int)stream.Length);
        return [.. tag, .. stream.ToArray()];
    }
}
