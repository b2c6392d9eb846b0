using System.Text;
using FsCheck.Xunit;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class SolutionFormatTests
{
    private static readonly SdpProblem Problem = RivalSolutions.Problem;

    private static SolutionPoint ReadCsdp(string text) => CsdpSolutionFormat.Read(Problem, new TrickleStream(text), "file.sol");

    private static SolutionPoint ReadSdpa(string text) => SdpaSolutionFormat.Read(Problem, new TrickleStream(text), "file.result");

    [Fact]
    public void The_matrices_of_CSDP_are_X_and_Y_of_this_library() => SolutionPointAssert.Satisfies(Problem, ReadCsdp(RivalSolutions.Csdp), 1e-7);

    [Fact]
    public void The_matrices_of_SDPA_are_X_and_Y_of_this_library() => SolutionPointAssert.Satisfies(Problem, ReadSdpa(RivalSolutions.Sdpa), 1e-7);

    [Fact]
    public void Both_rivals_wrote_the_same_solution() => SolutionPointAssert.Equal(ReadCsdp(RivalSolutions.Csdp), ReadSdpa(RivalSolutions.Sdpa), 1e-6);

    [Fact]
    public void CRLF_and_gzip_make_no_difference()
    {
        SolutionPoint point = ReadSdpa(RivalSolutions.Sdpa);
        SolutionPointAssert.Equal(point, ReadSdpa(RivalSolutions.Sdpa.ReplaceLineEndings("\r\n")));
        byte[] gzip = GzipInputTests.Compress(Encoding.ASCII.GetBytes(RivalSolutions.Sdpa));
        SolutionPointAssert.Equal(point, SdpaSolutionFormat.Read(Problem, new TrickleStream(gzip, 10)));
    }

    [Property(MaxTest = 200)]
    public void A_point_reads_back_bit_by_bit_from_both_formats(int seed)
    {
        SdpProblem problem = RandomProblem.Sparse(seed);
        SolutionPoint point = RandomPoint(problem, new Random(seed));
        using var csdp = new MemoryStream();
        CsdpSolutionFormat.Write(point, csdp);
        SolutionPointAssert.Equal(point, CsdpSolutionFormat.Read(problem, new TrickleStream(csdp.ToArray(), 100)));
        using var sdpa = new MemoryStream();
        SdpaSolutionFormat.Write(point, sdpa);
        SolutionPointAssert.Equal(point, SdpaSolutionFormat.Read(problem, new TrickleStream(sdpa.ToArray(), 100)));
    }

    [Fact]
    public void A_block_larger_than_the_tiles_of_the_reader_is_completed()
    {
        var builder = new SdpProblemBuilder(0);
        builder.AddSemidefiniteBlock(101);
        SolutionPoint point = RandomPoint(builder.Build(), new Random(1));
        using var text = new MemoryStream();
        CsdpSolutionFormat.Write(point, text);
        SolutionPointAssert.Equal(point, CsdpSolutionFormat.Read(builder.Build(), new TrickleStream(text.ToArray(), 1000)));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    public void The_text_of_a_large_point_does_not_depend_on_the_number_of_threads(int threads)
    {
        var builder = new SdpProblemBuilder(2);
        builder.AddSemidefiniteBlock(301);
        builder.AddDiagonalBlock(250);
        builder.AddSemidefiniteBlock(200);
        SolutionPoint point = RandomPoint(builder.Build(), new Random(1));
        Assert.Equal(Text(stream => CsdpSolutionFormat.Write(point, stream)), Text(stream => CsdpSolutionFormat.Write(point, stream, threads)));
        Assert.Equal(Text(stream => SdpaSolutionFormat.Write(point, stream)), Text(stream => SdpaSolutionFormat.Write(point, stream, threads)));
    }

    [Fact]
    public void Writing_on_no_thread_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => CsdpSolutionFormat.Write(RandomPoint(Problem, new Random(1)), Stream.Null, threads: 0));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Cancelled_writing_ends(int threads)
    {
        var builder = new SdpProblemBuilder(0);
        builder.AddSemidefiniteBlock(300);
        SolutionPoint point = RandomPoint(builder.Build(), new Random(1));
        Assert.Throws<OperationCanceledException>(() => CsdpSolutionFormat.Write(point, Stream.Null, threads, new CancellationToken(canceled: true)));
    }

    [Theory]
    [InlineData("", 1, 1, "expected 3 variables on the first line")]
    [InlineData("1 2\n3\n", 1, 4, "found the end of the line; expected 3 variables")]
    [InlineData("1 2 3 4\n", 1, 7, "found '4'; expected the end of the line after 3 variables")]
    [InlineData("1 -nan 3\n", 1, 3, "found '-nan'")]
    [InlineData("1 2 3\n3 1 1 1 1\n", 2, 1, "found '3'; expected the number of a matrix, from 1 to 2")]
    [InlineData("1 2 3\n1 7 1 1 1\n", 2, 3, "expected the number of a block, from 1 to 6")]
    [InlineData("1 2 3\n1 2 3 3 1\n", 2, 5, "expected a row, from 1 to 2")]
    [InlineData("1 2 3\n1 2 1 2 1\n", 2, 7, "block 2 is diagonal")]
    [InlineData("1 2 3\n1 1 1 1 1\n1 1 1 1 2\n", 3, 9, "found entry (1, 1) of block 1 again")]
    [InlineData("1 2 3\n1 1 1 1\n", 2, 8, "expected the value")]
    [InlineData("1 2 3\n1 1 1 1 inf\n", 2, 9, "found 'inf'")]
    public void A_malformed_CSDP_solution_is_refused_with_the_place(string text, int line, int column, string part) =>
        Refused(() => ReadCsdp(text), line, column, part);

    [Theory]
    [InlineData("", 1, 1, "found the end of the file; expected 'xVec ='")]
    [InlineData("xVec\n{1,2,3}", 2, 2, "found '1'; expected '=' after 'xVec'")]
    [InlineData("xVec =\n{1,2}\nxMat =\n", 3, 1, "found 'xMat'; expected 3 numbers of xVec")]
    [InlineData("xVec =\n{1,2,3,4}\nxMat =\n", 2, 8, "found '4'; expected 'xMat ='")]
    [InlineData("xVec =\n{1,2,3}\nxMat =\n{\n{1}\n{1,nan}", 6, 4, "found 'nan'; expected 2 numbers of block 2 of xMat")]
    [InlineData("xVec =\n{1,2,3}\nxMat =\n{\n{1}\n{1,2}\n{ {1,2}, {3,4} }", 7, 13, "block 3 of xMat, which ends here, is not symmetric")]
    public void A_malformed_SDPA_solution_is_refused_with_the_place(string text, int line, int column, string part) =>
        Refused(() => ReadSdpa(text), line, column, part);

    [Fact]
    public void A_solution_of_SDPA_cut_off_anywhere_before_its_last_number_is_refused()
    {
        int last = RivalSolutions.Sdpa.LastIndexOf("+8.40", StringComparison.Ordinal);
        for (int length = 0; length <= last; length += 7)
        {
            Assert.Throws<ProblemFormatException>(() => ReadSdpa(RivalSolutions.Sdpa[..length]));
        }
    }

    private static void Refused(Action read, int line, int column, string part)
    {
        var exception = Assert.Throws<ProblemFormatException>(read);
        Assert.Contains(part, exception.Message);
        Assert.Equal((line, column), (exception.Line, exception.Column));
    }

    private static string Text(Action<Stream> write)
    {
        using var text = new MemoryStream();
        write(text);
        return Encoding.ASCII.GetString(text.ToArray());
    }

    private static SolutionPoint RandomPoint(SdpProblem problem, Random random)
    {
        double Number() => random.Next(5) == 0 ? 0.0 : (random.NextDouble() - 0.5) * Math.Pow(10.0, random.Next(-300, 300));
        SymmetricBlockMatrix Matrix()
        {
            var matrix = new SymmetricBlockMatrix(problem.Blocks);
            for (int b = 0; b < problem.Blocks.Length; b++)
            {
                for (int row = 0; row < problem.Blocks[b].Order; row++)
                {
                    for (int column = problem.Blocks[b].Kind == BlockKind.Diagonal ? row : 0; column <= row; column++)
                    {
                        matrix[b, row, column] = Number();
                    }
                }
            }

            return matrix;
        }

        return new SolutionPoint([.. Enumerable.Range(0, problem.VariableCount).Select(_ => Number())], Matrix(), Matrix());
    }
}
