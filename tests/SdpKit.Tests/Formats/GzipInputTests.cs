using System.IO.Compression;
using System.Text;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class GzipInputTests
{
    private static readonly byte[] Text = Encoding.ASCII.GetBytes(
        "1\n1\n300\n1\n" + string.Concat(Enumerable.Range(1, 300).Select(i => $"1 1 {i} {i} {Math.Sqrt(i):R}\n")));

    internal static byte[] Compress(byte[] bytes)
    {
        using var compressed = new MemoryStream();
        using (var gzip = new GZipStream(compressed, CompressionLevel.Optimal))
        {
            gzip.Write(bytes);
        }

        return compressed.ToArray();
    }

    [Fact]
    public void Data_cut_off_anywhere_are_refused()
    {
        byte[] whole = Compress(Text);
        for (int length = 2; length < whole.Length; length += length > whole.Length - 20 ? 1 : 17)
        {
            byte[] part = whole[..length];
            Assert.Throws<ProblemFormatException>(() => SdpaReader.Read(new TrickleStream(part, int.MaxValue)));
        }
    }

    [Fact]
    public void Damaged_data_are_refused_in_one_line()
    {
        byte[] damaged = Compress(Text);
        damaged[damaged.Length / 2] ^= 0x10;
        var exception = Assert.Throws<ProblemFormatException>(() => SdpaReader.Read(new TrickleStream(damaged, int.MaxValue)));
        Assert.DoesNotContain('\n', exception.Message);
    }

    [Fact]
    public void Data_in_several_members_are_read_as_one()
    {
        byte[] members = [.. Compress(Text[..1000]), .. Compress(Text[1000..])];
        Assert.Equal(300, SdpaReader.Read(new TrickleStream(members, 100)).Problem.Coefficients[0].Values.Length);
    }
}
