namespace SdpKit.Benchmarks.Training;

/// <summary>Runs the parts of the measurements of training.</summary>
internal static class TrainingTables
{
    /// <summary>Arguments: <c>mnist FOLDER RESULTS [options]</c>, <c>print RESULTS</c>, <c>draw RESULTS PICTURES RUN=&gt;LABEL ...</c>, <c>examples [NAMES]</c> or <c>updates FOLDER [NETWORKS]</c>.</summary>
    public static void Run(string[] arguments)
    {
        switch (arguments)
        {
            case ["mnist", .. [_, _, ..] rest]: MnistTable.Run(rest); break;
            case ["print", .. [_] rest]: MnistTable.Print(rest); break;
            case ["draw", .. [_, _, ..] rest]: MnistTable.Draw(rest); break;
            case ["examples", .. var names]: ExampleTables.Run(names); break;
            case ["updates", var folder, .. var shapes]: UpdateTable.Run(folder, shapes); break;
            default: Console.Error.WriteLine("expected mnist FOLDER RESULTS [options], print RESULTS, draw RESULTS PICTURES RUN=>LABEL ..., examples [NAMES] or updates FOLDER [NETWORKS]"); break;
        }
    }
}
