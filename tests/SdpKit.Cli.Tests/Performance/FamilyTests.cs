using SdpKit.Benchmarks.Families;

namespace SdpKit.Cli.Tests.Performance;

public sealed class FamilyTests
{
    public static TheoryData<string, int> NamesAndSeeds()
    {
        TheoryData<string, int> cases = [];
        foreach (Family family in FamilyFiles.Families)
        {
            cases.Add(family.Name, 1);
            cases.Add(family.Name, 2);
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(NamesAndSeeds))]
    public void A_generated_problem_is_solved_and_the_checker_agrees(string name, int seed)
    {
        SdpProblem problem = Make(name, seed);
        SdpSolution solution = SdpSolver.Solve(problem);
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.True(Verification.SolutionChecker.Check(problem, solution.Variables, solution.PrimalMatrix, solution.DualMatrix, []).Errors.Largest <= 1e-7);
    }

    [Theory]
    [MemberData(nameof(NamesAndSeeds))]
    public void A_seed_gives_the_same_problem_again_and_another_seed_another(string name, int seed)
    {
        Assert.Equal(Text(name, seed), Text(name, seed));
        Assert.NotEqual(Text(name, seed), Text(name, seed + 1));
    }

    private static SdpProblem Make(string name, int seed)
    {
        Family family = FamilyFiles.Families.Single(family => family.Name == name);
        return family.Make(family.Sizes[0], new Random(seed));
    }

    private static byte[] Text(string name, int seed)
    {
        using MemoryStream stream = new();
        Formats.SdpaWriter.Write(Make(name, seed), stream);
        return stream.ToArray();
    }
}
