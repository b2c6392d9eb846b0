using System.Text;
using SdpKit.Formats;

namespace SdpKit.Tests.Formats;

public class MutatedFilesTests
{
    /// <summary>Reading takes a few times the bytes of the file; a solve of a small problem, with its finish in higher precision, takes more.</summary>
    private const long AllowedBytes = 64_000_000;

    private const long LargestSolved = 50;

    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(2);

    private static readonly string Json = Written((stream) => JsonProblemWriter.Write(RandomProblem.Full(7), stream));

    private static readonly string[] Problems =
    [
        RivalSolutions.ProblemText,
        "0\n0\n\n\n",
        "2\n1\n-2\n1 1\n0 1 1 1 1\n0 1 2 2 1\n1 1 1 1 1\n2 1 2 2 1\n",
        "* the theta number of a cycle\n6\n1\n5\n1 0 0 0 0 0\n" + string.Concat(Enumerable.Range(1, 5).Select(i => $"1 1 {i} {i} 1\n{i + 1} 1 {Math.Min(i, (i % 5) + 1)} {Math.Max(i, (i % 5) + 1)} 1\n"))
            + string.Concat(Enumerable.Range(1, 5).SelectMany(i => Enumerable.Range(i, 6 - i).Select(j => $"0 1 {i} {j} -1\n"))),
        Written((stream) => SdpaWriter.Write(RandomProblem.Sparse(3), stream)),
    ];

    [Fact]
    public void Each_of_10000_damaged_SDPA_files_ends_in_a_problem_or_a_one_line_error() =>
        EndWell(10_000, random => FileMutator.Mutate(Problems[random.Next(Problems.Length)], random), Use);

    [Fact]
    public void Each_of_5000_damaged_JSON_files_ends_in_a_problem_or_a_one_line_error() => EndWell(5_000, random => FileMutator.Mutate(Json, random), Use);

    [Fact]
    public void Each_of_1000_damaged_gzip_files_ends_in_a_problem_or_a_one_line_error()
    {
        byte[] gzip = GzipInputTests.Compress(Encoding.ASCII.GetBytes(Problems[0]));
        EndWell(1_000, random => FileMutator.MutateBytes(gzip, random), Use);
    }

    [Fact]
    public void Each_of_3000_damaged_CBF_files_ends_in_a_problem_or_a_one_line_error()
    {
        string[] files = [CbfReaderTests.Mixed, CbfText.AsInequalities(CbfText.Random(3)), CbfText.AsEquations(CbfText.Random(4))];
        EndWell(3_000, random => FileMutator.Mutate(files[random.Next(files.Length)], random), Use);
    }

    [Fact]
    public void Each_of_3000_damaged_SeDuMi_files_ends_in_a_problem_or_a_one_line_error()
    {
        byte[][] files = [SedumiProblem.Write(SedumiProblem.Random(1), transposed: true, sparse: true), SedumiProblem.Write(SedumiProblem.Random(4), transposed: false, sparse: true), SedumiProblem.Write(SedumiProblem.Random(5), transposed: true, sparse: false)];
        EndWell(3_000, random => BinaryMutator.Mutate(files[random.Next(files.Length)], random), Use);
        byte[][] bigEndian = [.. files.Select(BigEndianMatFile.Of)];
        EndWell(3_000, random => BinaryMutator.Mutate(bigEndian[random.Next(files.Length)], random), Use);
    }

    [Fact]
    public void Each_of_3000_damaged_files_of_the_dense_SDPA_format_ends_in_a_problem_or_a_one_line_error()
    {
        string[] files = [SdpaReaderTests.Dense, SdpaReaderTests.DenseOfTwoBlocks];
        EndWell(3_000, random => FileMutator.Mutate(files[random.Next(files.Length)], random), Use);
    }

    [Fact]
    public void Each_of_4000_damaged_solution_files_ends_in_a_point_or_a_one_line_error()
    {
        EndWell(2_000, random => FileMutator.Mutate(RivalSolutions.Csdp, random), stream => CsdpSolutionFormat.Read(RivalSolutions.Problem, stream, "damaged"));
        EndWell(2_000, random => FileMutator.Mutate(RivalSolutions.Sdpa, random), stream => SdpaSolutionFormat.Read(RivalSolutions.Problem, stream, "damaged"));
    }

    /// <summary>Reads a problem and uses all of it: what was read can be written and read again, and solved where it is still small.</summary>
    private static void Use(Stream stream)
    {
        SdpProblem problem = ProblemReader.Read(stream, "damaged").Problem;
        using var copy = new MemoryStream();
        JsonProblemWriter.Write(problem, copy);
        copy.Position = 0;
        ProblemAssert.Equal(problem, ProblemReader.Read(copy).Problem);
        if (problem.VariableCount + problem.Blocks.Sum(block => (long)block.Order) <= LargestSolved)
        {
            SdpSolution solution = SdpSolver.Solve(problem, new SolverSettings { Threads = 1, MaxIterations = 20 });
            Assert.True(Enum.IsDefined(solution.Status));
            return;
        }

        // What a few tokens can declare is refused before memory is taken for it.
        Assert.True(MemoryEstimate.Of(problem).Bytes > 0.0);
        if (problem.Blocks.Any(block => block.StoredLength > AllowedBytes))
        {
            Assert.Throws<InsufficientMemoryException>(() => SdpSolver.Solve(problem, new SolverSettings { MemoryLimit = AllowedBytes }));
        }
    }

    private static void EndWell(int count, Func<Random, byte[]> damage, Action<Stream> use)
    {
        var clock = ThreadTime.OfThisThread();
        int refused = 0;
        for (int seed = 0; seed < count; seed++)
        {
            byte[] file = damage(new Random(seed));
            TimeSpan timeBefore = clock.Read();
            long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
            try
            {
                use(new MemoryStream(file));
            }
            catch (ProblemFormatException exception)
            {
                refused++;
                Assert.Matches(@"\Adamaged(:\d+:\d+)?: \P{C}+\z", exception.Message);
                Assert.InRange(exception.Line, 0, 1 + file.Count(letter => letter == '\n'));
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed} gave {exception}\nfor\n{Encoding.Latin1.GetString(file)}");
            }

            Assert.True(GC.GetAllocatedBytesForCurrentThread() - bytesBefore < AllowedBytes, $"Seed {seed} took {GC.GetAllocatedBytesForCurrentThread() - bytesBefore} bytes.");
            TimeSpan time = clock.Read() - timeBefore;
            Assert.True(time < AllowedTime, $"Seed {seed} took {time}.");
        }

        // Both ends are reached: the damage is neither harmless nor hopeless.
        Assert.InRange(refused, count / 10, count - (count / 50));
    }

    private static string Written(Action<Stream> write)
    {
        using var stream = new MemoryStream();
        write(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
