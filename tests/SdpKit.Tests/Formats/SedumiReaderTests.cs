using SdpKit.Formats;
using SdpKit.Tests.Solving;

namespace SdpKit.Tests.Formats;

public class SedumiReaderTests
{
    /// <summary>Minimizes x_1 + &lt;C, X> with x_1 >= 0 and one free variable: A = [1 0 vec(I); ...].</summary>
    private static readonly byte[] Small = MatFile.Of(
        MatFile.Doubles("At", 6, 2, 1, 0, 0, 1, 1, 0, /* second equation */ 0, 1, 1, 0, 0, 1),
        MatFile.Doubles("b", 2, 1, 1, 1),
        MatFile.Doubles("c", 1, 6, 0, 3, 2, 1, 0, 2),
        MatFile.Struct("K", ["f", "l", "s"], MatFile.Doubles("", 1, 1, 1), MatFile.Doubles("", 1, 1, 1), MatFile.Doubles("", 1, 1, 2)));

    [Fact]
    public void Cones_signs_and_the_symmetric_half_are_as_documented()
    {
        ProblemFile file = ProblemReader.Read(new MemoryStream(Small), "small.mat");
        SdpProblem problem = file.Problem;
        Assert.Equal(-1.0, file.ObjectiveFactor);
        Assert.Equal<double>([-1, -1], problem.Objective);
        Assert.Equal([new SdpBlock(BlockKind.Diagonal, 1), new SdpBlock(BlockKind.PositiveSemidefinite, 2)], problem.Blocks.AsEnumerable());
        Assert.Equal<double>([0.0], problem.EqualityRightHandSide);
        Assert.Equal<double>([-1.0], problem.Equalities.Values(0));

        // C = [2 1; 0 2] counts as [2 0.5; 0.5 2]; A_1 = [0 1; 1 0] from its two halves.
        BlockCoefficients block = problem.Coefficients[1];
        Assert.Equal<int>([SdpProblem.Constant, 0, 1], block.Variables);
        Assert.Equal<double>([-2, -0.5, -2, -1, -1, -1], block.Values);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void A_problem_written_in_this_form_is_read_back_bit_by_bit(int seed)
    {
        SdpProblem problem = SedumiProblem.Random(seed);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(SedumiProblem.Write(problem, transposed: true, sparse: true))).Problem);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(SedumiProblem.Write(problem, transposed: false, sparse: true))).Problem);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(SedumiProblem.Write(problem, transposed: true, sparse: false))).Problem);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(BigEndianMatFile.Of(SedumiProblem.Write(problem, transposed: false, sparse: true)))).Problem);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(BigEndianMatFile.Of(SedumiProblem.Write(problem, transposed: true, sparse: false)))).Problem);
        ProblemAssert.Equal(problem, ProblemReader.Read(new MemoryStream(GzipInputTests.Compress(SedumiProblem.Write(problem, transposed: false, sparse: false)))).Problem);
    }

    [Fact]
    public void The_optimum_is_that_of_the_form()
    {
        // minimize <C, X> subject to trace X = 1, X >= 0: the least eigenvalue of C, here 1.
        byte[] bytes = MatFile.Of(
            MatFile.Sparse("A", 1, [0, 1, 1, 1, 2], [0, 0], [1.0, 1.0]),
            MatFile.Doubles("b", 1, 1, 1),
            MatFile.Doubles("c", 4, 1, 2, 1, 1, 2),
            MatFile.Struct("K", ["s"], MatFile.Doubles("", 1, 1, 2)));
        ProblemFile file = ProblemReader.Read(new MemoryStream(bytes));
        SdpSolution solution = CheckedSolve.Of(file.Problem);
        Assert.Equal(1.0, file.ObjectiveFactor * solution.Objective, 6);
        Assert.Equal(1.0, solution.Variables[0], 6);
    }

    [Fact]
    public void What_is_no_such_problem_is_refused_by_name()
    {
        byte[] at = MatFile.Doubles("At", 1, 1, 1), b = MatFile.Doubles("b", 1, 1, 1), c = MatFile.Doubles("c", 1, 1, 1);
        byte[] cone = MatFile.Struct("K", ["l"], MatFile.Doubles("", 1, 1, 1));
        Assert.Equal("p.mat: found only the variables 'At', 'b', 'c'; expected 'K' of a SeDuMi problem (At, b, c, K)", Refused(at, b, c));
        Assert.Equal("p.mat: found no variables; expected 'K' of a SeDuMi problem (At, b, c, K)", Refused());
        Assert.Equal("p.mat: found second-order cones (K.q); expected only K.f, K.l and K.s (free, non-negative and semidefinite)",
            Refused(at, b, c, MatFile.Struct("K", ["l", "q"], MatFile.Doubles("", 1, 1, 1), MatFile.Doubles("", 1, 2, 3, 0))));
        Assert.Contains("found rotated second-order cones (K.r)", Refused(at, b, c, MatFile.Struct("K", ["r"], MatFile.Doubles("", 1, 1, 3))), StringComparison.Ordinal);
        Assert.Contains("found something that may be a cone (K.scomplex)", Refused(at, b, c, MatFile.Struct("K", ["scomplex"], MatFile.Doubles("", 1, 1, 1))), StringComparison.Ordinal);
        Assert.Contains("variable 'c': found 2 numbers; expected 1, the dimension of the cone K", Refused(at, b, MatFile.Doubles("c", 1, 2, 1, 1), cone), StringComparison.Ordinal);
        Assert.Contains("variable 'At': found 2 rows and 1 columns; expected 1 and 1", Refused(MatFile.Doubles("At", 2, 1, 1, 1), b, c, cone), StringComparison.Ordinal);
        Assert.Contains("variable 's': found 1.5 in the cone K; expected sizes", Refused(at, b, c, MatFile.Struct("K", ["s"], MatFile.Doubles("", 1, 1, 1.5))), StringComparison.Ordinal);
        Assert.Contains("variable 'b': found NaN at row 1 and column 1; expected finite numbers", Refused(at, MatFile.Doubles("b", 1, 1, double.NaN), c, cone), StringComparison.Ordinal);
        Assert.Contains("variable 'At': found indices outside the matrix", Refused(MatFile.Sparse("At", 1, [0, 1], [1], [1.0]), b, c, cone), StringComparison.Ordinal);
        Assert.Contains("found 2000000000 variables and constraints, but only 2 entries", Refused(
            MatFile.Sparse("At", 1, new int[2], [], []), MatFile.Sparse("b", 2_000_000_000, [0, 1], [0], [1.0]), c, cone), StringComparison.Ordinal);
    }

    [Fact]
    public void What_YALMIP_keeps_beside_the_cones_is_passed_over_and_ranks_are_named()
    {
        byte[] empty = MatFile.Doubles("", 0, 0);
        string[] names = ["f", "l", "s", "q", "rank", "dualrank", "scomplex", "sos", "m", "schur_funs"];
        byte[] Cone(byte[] rank) => MatFile.Struct("K", names, MatFile.Doubles("", 1, 1, 1), MatFile.Doubles("", 1, 1, 1), MatFile.Doubles("", 1, 1, 2), MatFile.Doubles("", 1, 1, 0),
            rank, rank, empty, MatFile.Struct("", ["type"], empty), MatFile.Doubles("", 1, 1, 3), MatFile.Cells("", empty));
        byte[][] numbers = [MatFile.Doubles("At", 6, 2, 1, 0, 0, 1, 1, 0, 0, 1, 1, 0, 0, 1), MatFile.Doubles("b", 2, 1, 1, 1), MatFile.Doubles("c", 1, 6, 0, 3, 2, 1, 0, 2)];
        ProblemFile file = ProblemReader.Read(new MemoryStream(MatFile.Of([.. numbers, Cone(MatFile.Doubles("", 1, 1, 2))])));
        ProblemAssert.Equal(ProblemReader.Read(new MemoryStream(Small)).Problem, file.Problem);
        Assert.Equal("K.rank and K.dualrank of YALMIP, ignored: the problem that is solved bounds no rank.", Assert.Single(file.Warnings));
        Assert.Empty(ProblemReader.Read(new MemoryStream(MatFile.Of([.. numbers, Cone(empty)]))).Warnings);
    }

    [Fact]
    public void Files_of_version_73_are_refused_with_the_line_that_converts_them()
    {
        byte[] file = MatFile.Of();
        file[125] = 2;
        Assert.Equal(
            "p.mat: found a MAT file of version 7.3, which is HDF5; expected version 7, which this line writes: s = load('model.mat'); save('model-v7.mat', '-struct', 's', '-v7')  % in MATLAB",
            Assert.Throws<ProblemFormatException>(() => ProblemReader.Read(new MemoryStream(file), "p.mat")).Message);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Files_of_level_4_which_has_no_structs_lack_the_cone(bool isBigEndian)
    {
        byte[] file = new Level4MatFile(isBigEndian).Full("At", 1, 1, 0, 1).Full("b", 1, 1, 2, 1).Sparse("c", (1, 1, 1), (1, 1, 0)).Text("K", "s").Bytes;
        Assert.Equal("p.mat: found only the variables 'At', 'b', 'c', 'K'; expected 'K' of a SeDuMi problem (At, b, c, K)", Assert.Throws<ProblemFormatException>(() => ProblemReader.Read(new MemoryStream(file), "p.mat")).Message);
    }

    private static string Refused(params byte[][] variables) =>
        Assert.Throws<ProblemFormatException>(() => ProblemReader.Read(new MemoryStream(MatFile.Of(variables)), "p.mat")).Message;
}
