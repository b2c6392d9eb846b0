using Spectre.Console;

namespace SdpKit.Cli.Output;

/// <summary>Shows the iterations of a solve on the error writer: a live table on a terminal, one plain line each elsewhere.</summary>
internal static class IterationDisplay
{
    /// <summary>Runs a solve and shows its iterations.</summary>
    public static SdpSolution Show(ToolConfiguration configuration, Func<IProgress<IterationReport>, SdpSolution> solve)
    {
        if (!configuration.IsErrorTerminal)
        {
            return solve(new PlainIterations(configuration.Error));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(configuration.Error) });
        var iterations = new LiveIterations(console.Profile.Height);
        return console.Live(iterations.Table).Start(context =>
        {
            iterations.Draw = context.Refresh;
            SdpSolution solution = solve(iterations);
            context.Refresh();
            return solution;
        });
    }
}
