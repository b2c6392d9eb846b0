using System.Text.Json;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Keeps the measured runs in a file of JSON lines, written through run by run, so that an interrupted table can be continued.</summary>
internal sealed class ResultLog
{
    private readonly string _path;
    private readonly List<MeasuredRun> _runs = [];

    private ResultLog(string path) => _path = path;

    /// <summary>Gets the runs in the order in which they were measured.</summary>
    public IReadOnlyList<MeasuredRun> Runs => _runs;

    /// <summary>Starts a new file.</summary>
    /// <exception cref="IOException">The file exists: hours of measurement are never overwritten.</exception>
    public static ResultLog Create(string path)
    {
        using FileStream created = new(path, FileMode.CreateNew);
        return new ResultLog(path);
    }

    /// <summary>Reads the file of an interrupted table, or starts a new one where there is none.</summary>
    /// <exception cref="InputException">A line is not a measured run; only the last one, without its line end, may be cut off.</exception>
    public static ResultLog Resume(string path)
    {
        ResultLog log = new(path);
        if (!File.Exists(path))
        {
            return log;
        }

        string text = File.ReadAllText(path);
        int end = text.LastIndexOf('\n') + 1;
        string[] lines = text[..end].Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].Length > 0)
            {
                log._runs.Add(Parse(lines[i], $"{path}({i + 1})"));
            }
        }

        if (end < text.Length)
        {
            // The machine stopped while this line was written: the run is measured again.
            File.WriteAllText(path, text[..end]);
        }

        return log;
    }

    /// <summary>Adds a run and writes it to the disk.</summary>
    public void Add(MeasuredRun run)
    {
        _runs.Add(run);
        File.AppendAllText(_path, JsonSerializer.Serialize(run, BenchmarkJsonContext.Default.MeasuredRun) + "\n");
    }

    /// <summary>Finds a finished run.</summary>
    /// <param name="problem">The problem's name.</param>
    /// <param name="solver">The solver's name.</param>
    /// <param name="version">The solver's version: another build is another solver.</param>
    /// <param name="threads">The number of threads.</param>
    /// <param name="repeat">The repetition, from 0.</param>
    /// <param name="limitSeconds">The limit a run would get now: a run that an earlier, shorter limit ended is no answer; null for none.</param>
    public MeasuredRun? Find(string problem, string solver, string version, int threads, int repeat, double? limitSeconds) =>
        _runs.FindLast(run => run.Problem == problem
            && run.Solver == solver
            && run.Version == version
            && run.Threads == threads
            && run.Repeat == repeat
            && (run.Outcome != RunOutcome.TimeLimit || run.LimitSeconds >= limitSeconds));

    private static MeasuredRun Parse(string line, string place)
    {
        try
        {
            return JsonSerializer.Deserialize(line, BenchmarkJsonContext.Default.MeasuredRun)
                ?? throw new InputException($"{place}: found null where a measured run was expected.");
        }
        catch (JsonException error)
        {
            throw new InputException($"{place}: not a measured run: {error.Message}", error);
        }
    }
}
