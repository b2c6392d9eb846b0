using Spectre.Console;

namespace SdpKit.Cli.Output;

/// <summary>Shows the iterations of a work on the error writer: a live table on a terminal, one plain line each elsewhere.</summary>
internal static class IterationDisplay
{
    /// <summary>Runs what solves, and shows the iterations.</summary>
    public static T Show<T>(ToolConfiguration configuration, Func<IProgress<IterationReport>, T> solve) => Show(configuration, SolverColumns.All, solve);

    /// <summary>Runs what has iterations, and shows them.</summary>
    public static T Show<TReport, T>(ToolConfiguration configuration, IterationColumns<TReport> columns, Func<IProgress<TReport>, T> work)
    {
        if (!configuration.IsErrorTerminal)
        {
            return work(new PlainIterations<TReport>(configuration.Error, columns));
        }

        IAnsiConsole console = AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(configuration.Error) });
        var iterations = new LiveIterations<TReport>(console.Profile.Height, columns);
        return console.Live(iterations.Table).Start(context =>
        {
            iterations.Draw = context.Refresh;
            T result = work(iterations);
            context.Refresh();
            return result;
        });
    }
}
