using Spectre.Console;

namespace SdpKit.Cli.Output;

/// <summary>Shows the iterations of a solve on the error writer: a live table on a terminal, one plain line each elsewhere.</summary>
internal static class IterationDisplay
{
    /// <summary>Runs what solves, and shows the iterations.</summary>
    public static T Show<T>(ToolConfiguration configuration, Func<IProgress<IterationReport>, T> solve)
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
            T result = solve(iterations);
            context.Refresh();
            return result;
        });
    }
}
