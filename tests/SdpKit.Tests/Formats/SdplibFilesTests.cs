using System.Globalization;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class SdplibFilesTests
{
    /// <summary>gpp250-*, whose 251 variables the table gives as 250.</summary>
    private const string MiscountedFamily = "gpp250-";

    [DataFact("sdplib")]
    public void All_92_files_are_read_with_the_sizes_of_the_reference_table()
    {
        string[][] rows = [.. File.ReadLines(TestData.Path("sdplib_reference.tsv")).Select(line => line.Split('\t')).Where(cells => cells.Length == 5 && cells[0] != "name")];
        Assert.Equal(92, rows.Length);
        foreach (string[] row in rows)
        {
            using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{row[0]}.dat-s"));
            ProblemFile file = ProblemReader.Read(stream, row[0]);
            int variables = int.Parse(row[1], CultureInfo.InvariantCulture) + (row[0].StartsWith(MiscountedFamily, StringComparison.Ordinal) ? 1 : 0);
            int order = int.Parse(row[2], CultureInfo.InvariantCulture);
            Assert.Equal((row[0], variables, order), (row[0], file.Problem.VariableCount, file.Problem.Blocks.Sum(block => block.Order)));
            Assert.Empty(file.Warnings);
        }
    }

    [DataTheory("sdplib")]
    [InlineData("arch0")]
    [InlineData("truss8")]
    [InlineData("hinf12")]
    [InlineData("mcp124-1")]
    public void A_file_reads_back_from_both_formats_bit_by_bit(string name)
    {
        using FileStream stream = File.OpenRead(TestData.Path($"sdplib/{name}.dat-s"));
        SdpProblem problem = SdpaReader.Read(stream, name).Problem;
        foreach (Action<SdpProblem, Stream> write in new Action<SdpProblem, Stream>[] { (p, s) => SdpaWriter.Write(p, s), (p, s) => JsonProblemWriter.Write(p, s) })
        {
            using var copy = new MemoryStream();
            write(problem, copy);
            copy.Position = 0;
            ProblemAssert.Equal(problem, ProblemReader.Read(copy).Problem);
        }
    }
}
