using System.Text;
using SdpKit.Formats;
using SdpKit.Tests.Solving;

namespace SdpKit.Tests.Formats;

public class CbfReaderTests
{
    /// <summary>The mixed example of the format's reference: minimize 2 V00 + 2 V10 + 2 V11 + 2 V21 + 2 V22 + x1 with one second-order cone, here a linear one.</summary>
    public const string Mixed = """
        # one matrix variable, three scalars, two equalities
        VER
        1

        OBJSENSE
        MIN

        PSDVAR
        1
        3

        VAR
        3 2
        L+ 1
        F 2

        CON
        3 2
        L= 2
        L- 1

        OBJFCOORD
        5
        0 0 0 2.0
        0 1 0 1.0
        0 1 1 2.0
        0 2 1 1.0
        0 2 2 2.0

        OBJACOORD
        1
        1 1.0

        OBJBCOORD
        10.5

        FCOORD
        9
        0 0 0 0 1.0
        0 0 1 1 1.0
        0 0 2 2 1.0
        1 0 0 0 1.0
        1 0 1 0 1.0
        1 0 2 0 1.0
        1 0 1 1 1.0
        1 0 2 1 1.0
        1 0 2 2 1.0

        ACOORD
        5
        0 1 1.0
        1 0 1.0
        1 2 1.0
        2 0 1.0
        2 1 -1.0

        BCOORD
        2
        0 -1.0
        1 -0.5

        """;

    private const string Inequalities = """
        VER
        4
        OBJSENSE
        MAX
        VAR
        2 1
        F 2
        PSDCON
        1
        2
        CON
        1 1
        L= 1
        OBJACOORD
        2
        0 -1
        1 -1
        HCOORD
        2
        0 0 0 0 1
        0 1 1 1 1
        DCOORD
        1
        0 1 0 1
        ACOORD
        2
        0 0 1
        0 1 -1
        BCOORD
        1
        0 -1.5
        """;

    [Fact]
    public void Matrix_variables_and_equations_become_the_equation_form()
    {
        ProblemFile file = Read(Mixed);
        Assert.Equal(3, file.Problem.VariableCount);
        Assert.Equal([new SdpBlock(BlockKind.PositiveSemidefinite, 3), new SdpBlock(BlockKind.Diagonal, 2)], file.Problem.Blocks.AsEnumerable());
        Assert.Equal(2, file.Problem.Equalities.RowCount);
        Assert.Equal(-1.0, file.ObjectiveFactor);
        Assert.Equal(10.5, file.ObjectiveOffset);
        Assert.Equal<double>([1.0, 0.5, 0.0], file.Problem.Objective);
    }

    [Fact]
    public void Both_forms_of_one_problem_have_the_same_optimum()
    {
        // The least eigenvalue of the objective's matrix, and its constant.
        Assert.Equal(12.5 - Math.Sqrt(2.0), SolveInFileTerms(Read(Mixed)), 6);
        Assert.Equal(12.5 - Math.Sqrt(2.0), SolveInFileTerms(InOtherForm(Mixed)), 6);
        Assert.NotEqual(Read(Mixed).Problem.VariableCount, InOtherForm(Mixed).Problem.VariableCount);
    }

    [Fact]
    public void Matrix_constraints_and_scalars_become_the_inequality_form()
    {
        // -(x_1 + x_2) with x_1 x_2 >= 1 and x_1 - x_2 = 1.5: at (2, 0.5).
        ProblemFile file = Read(Inequalities);
        Assert.Equal(2, file.Problem.VariableCount);
        Assert.Equal(-2.5, SolveInFileTerms(file), 6);
        Assert.Equal(2.0, CheckedSolve.Of(file.Problem).Variables[0], 5);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public void A_problem_written_in_either_form_is_read_back_bit_by_bit(int seed)
    {
        SdpProblem problem = CbfText.Random(seed);
        ProblemAssert.Equal(problem, Read(CbfText.AsInequalities(problem)).Problem);
        ProblemAssert.Equal(problem, Read(CbfText.AsEquations(problem)).Problem);
    }

    [Theory]
    [InlineData("# no version\nOBJSENSE\nMIN\n", "found 'OBJSENSE'; expected VER, the first section")]
    [InlineData("VER\n9\n", "found '9'; expected the version of the format, from 1 to 4")]
    [InlineData("VER\n1\nVAR\n3 1\nQ 3\n", "found 'Q'; expected a linear cone: F, L+, L- or L=")]
    [InlineData("VER\n1\nINT\n1\n0\n", "found 'INT'; expected a section of the format with linear cones and semidefinite matrices")]
    [InlineData("VER\n1\nVER\n1\n", "found 'VER'; expected another section, each of them once")]
    [InlineData("VER\n1\nVAR\n3 1\nF 2\n", "found cones for 2 variables; expected them for all 3")]
    [InlineData("VER\n1\nVAR\n3 1\nF 4\n", "found '4'; expected how many of the variables are in the cone, from 0 to 3")]
    [InlineData("VER\n1\nPSDVAR\n1\n2\nOBJFCOORD\n1\n0 0 1 1.0\n", "found '1'; expected a column of the lower triangle, from 0 to 0")]
    [InlineData("VER\n1\nPSDVAR\n1\n2\nOBJFCOORD\n2\n0 0 0 1.0\n", "found the end of the file; expected a matrix of PSDVAR, from 0 to 0")]
    [InlineData("VER\n1\nVAR\n2000000000 1\nF 2000000000\n", "found 2000000000 variables and constraints, but only 0 entries")]
    public void What_is_not_supported_or_wrong_is_refused_with_its_place(string text, string message) =>
        Assert.Contains(message, Assert.Throws<ProblemFormatException>(() => Read(text)).Message, StringComparison.Ordinal);

    private static ProblemFile Read(string text) => ProblemReader.Read(new MemoryStream(Encoding.ASCII.GetBytes(text)), "p.cbf");

    /// <summary>Adds free constraints that say nothing, so that the variables are fewer than the constraints.</summary>
    private static ProblemFile InOtherForm(string text) => Read(text.Replace("3 2\nL= 2\nL- 1", "20 3\nL= 2\nL- 1\nF 17", StringComparison.Ordinal));

    private static double SolveInFileTerms(ProblemFile file) => (file.ObjectiveFactor * CheckedSolve.Optimum(file.Problem)) + file.ObjectiveOffset;
}
