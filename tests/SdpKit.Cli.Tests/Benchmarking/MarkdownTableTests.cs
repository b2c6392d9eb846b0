using System.Collections.Immutable;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class MarkdownTableTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [UnixFact]
    public void The_page_says_who_won_who_was_wrong_and_who_ran_out_of_time()
    {
        MeasuredRun[] runs =
        [
            Runs.Answered("truss1", "sdpkit", 0.02),
            Runs.Answered("truss1", InProcessRun.Solver, 0.004),
            Runs.Answered("truss1", "csdp", 0.008),
            Runs.Answered("truss1", "sdpa", 0.001, error: 3e-4),
            Runs.Answered("hinf1", "sdpkit", 24.0),
            Runs.TimedOut("hinf1", "csdp", 60.0),
            Runs.Answered("hinf1", "sdpa", 3.0),
            Runs.Answered("infp1", "sdpkit", 1.0, error: 0.5) with { Status = "PrimalInfeasible", RayResidual = 2e-16 },
            Runs.Answered("infp1", "csdp", 2.0, error: 0.5),
            Runs.TimedOut("infp1", "sdpa", 60.0),
        ];
        const string Expected = """
            # SdpKit 1.0 on 3 problems

            - command: `sdpkit bench DIR`
            - measured: 2026-01-02 03:04:05Z to 2026-01-02 03:04:05Z; load average 0.25 at the start, 0.25 at the end, median 0.25
            - machine: a processor, 2 processors, 24.0 GiB, a system
            - SdpKit: .NET, Vector512
            - csdp 1.0: BLAS libblas
            - sdpa 1.0: BLAS unknown
            - threads: 2 for every solver

            Times are wall-clock seconds, the median of 1 for runs under 1 s. *process*: from the start to the end of a process
            that reads the problem and writes its solution to a file, for every solver alike. *solve*: without reading and writing, as the solver states it: CSDP's total time, SDPA's main
            loop, and SdpKit's solve with presolve and check, under 10 s that of the second call inside one process, so that compiling is no part of it. Processes are compared with
            processes, and solves with solves where every rival that counts states its own ("-": it does not). All errors are recomputed from the solution files by one checker. (Parentheses):
            the answer does not count, because an error is above 1e-4 and no ray has a residual within 1e-8. ">": ended at the time limit, at least that long.
            Ratios are the best rival that counts over SdpKit: above 1, SdpKit is faster.

            ## Geometric means of best rival / SdpKit

            | family | problems | compared | process | compared by solve | solve |
            |---|--:|--:|--:|--:|--:|
            | hinf | 1 | 1 | 0.1250 | 1 | 0.1875 |
            | infp | 1 | 1 | 60.0 | 1 | 120 |
            | truss | 1 | 1 | 0.4000 | 1 | 1.50 |
            | all | 3 | 3 | 1.44 | 3 | 3.23 |

            With every rival that ended, whatever its errors: 0.2321 (process).

            ## Total seconds of processes

            - SdpKit: 25.0, of which solves 12.5
            - csdp: > 62.0
            - sdpa: > 63.0

            ## Exceptions

            - SdpKit has no answer that counts: none
            - no rival has one: none
            - SdpKit is slower: hinf1 0.1250, truss1 0.4000 (2)
            - best rival over 1 s and ratio below 0.5: hinf1 0.1250 (1)

            ## Problems

            | problem | m | n | process | csdp | sdpa | ratio (process) | solve | solve csdp | solve sdpa | ratio (solve) | status | iterations | error | error csdp | error sdpa | MiB | MiB csdp | MiB sdpa |
            | --- | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: | --: |
            | truss1 | 6 | 13 | 0.0200 | 0.0080 | (0.0010) | 0.4000 | 0.0040 | 0.0060 | (0.0008) | 1.50 | Optimal | 12 | 1.0e-9 | 1.0e-9 | 3.0e-4 | 32 | 32 | 32 |
            | hinf1 | 6 | 13 | 24.0 | > 60.0 | 3.00 | 0.1250 | 12.0 | - | 2.25 | 0.1875 | Optimal | 12 | 1.0e-9 | - | 1.0e-9 | 32 | 32 | 32 |
            | infp1 | 6 | 13 | 1.00 | (2.00) | > 60.0 | > 60.0 | 0.5000 | (1.50) | - | > 120 | PrimalInfeasible | 12 | ray 2.0e-16 | 5.0e-1 | - | 32 | 32 | 32 |

            """;
        Assert.Equal(Expected, MarkdownTable.Write(Report(runs)));
    }

    [UnixFact]
    public void Without_rivals_the_page_has_no_ratios_to_show() =>
        Assert.DoesNotContain("Geometric", MarkdownTable.Write(Report([Runs.Answered("truss1", "sdpkit", 0.02)], rivals: 0)), StringComparison.Ordinal);

    [UnixFact]
    public void Every_row_of_the_csv_table_has_a_cell_a_column()
    {
        string[] lines = CsvTable.Write(Report([Runs.Answered("truss1", "sdpkit", 0.02), Runs.Answered("truss2", "csdp", 0.01), Runs.TimedOut("truss2", "sdpa", 1.0)])).Split('\n');
        Assert.Equal(4, lines.Length);
        int columns = lines[0].Split(',').Length;
        Assert.Equal(columns, lines[1].Split(',').Length);
        Assert.Equal(columns, lines[2].Split(',').Length);
    }

    [UnixFact]
    public void Runs_of_other_versions_and_thread_counts_stay_out()
    {
        MeasuredRun run = Runs.Answered("truss1", "sdpkit", 0.02);
        Assert.Empty(Report([run with { Version = "0.9" }, run with { Threads = 1 }]).Problems);
    }

    private BenchmarkReport Report(IEnumerable<MeasuredRun> runs, int rivals = 2)
    {
        ResultLog log = ResultLog.Create(_folder.File("results.jsonl"));
        foreach (MeasuredRun run in runs)
        {
            log.Add(run);
        }

        BenchmarkSettings settings = new()
        {
            SdpKit = new ScriptedProgram("sdpkit", ""),
            Rivals = [.. ((SolverProgram[])[new ScriptedProgram("csdp", ""), new ScriptedProgram("sdpa", "")]).Take(rivals)],
            Threads = 2,
        };
        MachineDescription machine = new("a processor", 2, 24L << 30, "a system", ".NET", "Vector512");
        ImmutableArray<string> libraries = [.. ((string[])["libblas", "unknown"]).Take(rivals)];
        return BenchmarkReport.Of(log, settings, machine, libraries, "sdpkit bench DIR");
    }
}
