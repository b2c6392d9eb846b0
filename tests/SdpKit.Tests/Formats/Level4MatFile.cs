using System.Text;

namespace SdpKit.Tests.Formats;

/// <summary>Builds level-4 MAT files, in either order of bytes.</summary>
internal sealed class Level4MatFile(bool isBigEndian)
{
    private readonly List<byte> _bytes = [];

    public byte[] Bytes => [.. _bytes];

    /// <summary>Adds a matrix of numbers, column by column, each stored as doubles, singles, 32-, 16- or unsigned 16- or 8-bit integers (P from 0 to 5).</summary>
    public Level4MatFile Full(string name, int rows, int columns, int precision, params double[] values) => Add(name, precision, 0, rows, columns, isComplex: false, values);

    public Level4MatFile Text(string name, string text) => Add(name, 5, 1, 1, text.Length, isComplex: false, [.. text.Select(letter => (double)letter)]);

    public Level4MatFile Complex(string name, double real, double imaginary) => Add(name, 0, 0, 1, 1, isComplex: true, real, imaginary);

    /// <summary>Adds a sparse matrix: its entries with places from 1, then its dimensions.</summary>
    public Level4MatFile Sparse(string name, params (double Row, double Column, double Value)[] table) =>
        Add(name, 0, 2, table.Length, 3, isComplex: false, [.. table.Select(entry => entry.Row), .. table.Select(entry => entry.Column), .. table.Select(entry => entry.Value)]);

    private Level4MatFile Add(string name, int precision, int kind, int rows, int columns, bool isComplex, params double[] values)
    {
        int type = (isBigEndian ? 1000 : 0) + (10 * precision) + kind;
        foreach (int member in (int[])[type, rows, columns, isComplex ? 1 : 0, name.Length + 1])
        {
            Add(BitConverter.GetBytes(member));
        }

        _bytes.AddRange([.. Encoding.ASCII.GetBytes(name), 0]);
        foreach (double value in values)
        {
            Add(precision switch
            {
                0 => BitConverter.GetBytes(value),
                1 => BitConverter.GetBytes((float)value),
                2 => BitConverter.GetBytes((int)value),
                3 => BitConverter.GetBytes((short)value),
                4 => BitConverter.GetBytes((ushort)value),
                _ => [(byte)value],
            });
        }

        return this;
    }

    private void Add(byte[] number) => _bytes.AddRange(isBigEndian ? number.Reverse() : number);
}
