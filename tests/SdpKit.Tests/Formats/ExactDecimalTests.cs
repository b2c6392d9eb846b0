using System.Globalization;
using System.Text;
using FsCheck.Xunit;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class ExactDecimalTests
{
    [Fact]
    public void Every_power_of_two_reads_back_as_itself()
    {
        for (int exponent = -1074; exponent <= 1023; exponent++)
        {
            AssertReadsBack(Math.ScaleB(1.0, exponent));
            AssertReadsBack(-Math.ScaleB(1.0, exponent));
        }
    }

    [Property]
    public void Every_double_reads_back_as_itself(double value) => AssertReadsBack(double.IsFinite(value) ? value : 0.0);

    private static void AssertReadsBack(double value)
    {
        Span<byte> text = stackalloc byte[32];
        string written = Encoding.ASCII.GetString(text[..ExactDecimal.Write(value, text)]);
        Assert.Equal(value, double.Parse(written, NumberStyles.Float, CultureInfo.InvariantCulture));
    }
}
