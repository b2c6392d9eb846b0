namespace SdpKit.Cli.Tests.Repository;

/// <summary>Holds the C# of README.md, so that it is compiled and run. The test compares the two texts.</summary>
public class ReadmeExample
{
    [Fact]
    public void Example_computes_the_largest_eigenvalue()
    {
        // <readme>
        // The largest eigenvalue of M = [2 1; 1 2]: minimize t subject to tI - M >= 0.
        var builder = new SdpProblemBuilder(variableCount: 1);
        int block = builder.AddSemidefiniteBlock(order: 2);
        builder.SetObjective(variable: 0, 1.0);
        builder.AddEntry(variable: 0, block, row: 0, column: 0, 1.0);
        builder.AddEntry(variable: 0, block, row: 1, column: 1, 1.0);
        builder.AddDense(SdpProblem.Constant, block, [2.0, 1.0, 1.0, 2.0]);

        SdpSolution solution = SdpSolver.Solve(builder.Build());
        Console.WriteLine($"{solution.Status}: {solution.Objective:F6}, largest error {solution.Errors.Largest:E1}");
        // </readme>
        Assert.Equal(SolveStatus.Optimal, solution.Status);
        Assert.Equal(3.0, solution.Objective, 1e-6);
    }

    [Fact]
    public void Readme_shows_the_compiled_example()
    {
        string source = File.ReadAllText(RepositoryFiles.FullPath("tests/SdpKit.Cli.Tests/Repository/ReadmeExample.cs"));
        string compiled = Between(source, "// <readme>\n", "        // </readme>\n").Replace("\n        ", "\n", StringComparison.Ordinal).Trim();
        string shown = Between(File.ReadAllText(RepositoryFiles.FullPath("README.md")), "```csharp\nusing SdpKit;\n", "```").Trim();
        Assert.Equal(compiled, shown);
    }

    private static string Between(string text, string start, string end)
    {
        text = text.ReplaceLineEndings("\n");
        int from = text.IndexOf(start, StringComparison.Ordinal) + start.Length;
        Assert.NotEqual(start.Length - 1, from);
        return text[from..text.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
