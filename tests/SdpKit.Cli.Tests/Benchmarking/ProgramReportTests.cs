using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class ProgramReportTests
{
    private const string CsdpOutput = """
        CSDP 6.2.0
        Iter:  0 Ap: 0.00e+00 Pobj: -1.5109610e+02 Ad: 0.00e+00 Dobj:  0.0000000e+00 
        Iter: 11 Ap: 1.00e+00 Pobj: -8.9999965e+00 Ad: 1.00e+00 Dobj: -8.9999963e+00 
        Iter: 12 Ap: 9.59e-01 Pobj: -8.9999963e+00 Ad: 9.60e-01 Dobj: -8.9999963e+00 
        Partial Success: SDP solved with reduced accuracy
        Primal objective value: -8.9999963e+00 
        DIMACS error measures: 1.29e-10 0.00e+00 5.21e-10 0.00e+00 -2.95e-10 1.67e-09
        """;

    /// <summary>What a CSDP that was compiled with USEGETTIME prints behind it.</summary>
    private const string CsdpTimes = """

        Elements time: 0.000215
        Factor time: 0.000074
        Other time: 0.002149
        Total time: 0.002438
        """;

    private const string SdpaOutput = """
        SDPA (Version 7.3.16) start at [Sun Nov 22 21:07:34 2026]
        13 1.9e-07 8.9e-18 2.4e-16 -9.00e+00 -9.00e+00 1.0e+00 1.0e+00 1.00e-01
        14 1.9e-08 8.9e-18 5.4e-16 -9.00e+00 -9.00e+00 1.0e+00 1.0e+00 1.00e-01

        phase.value  = pdOPT     
           Iteration = 14
                  mu = +1.9279049007273269e-08
        total time   = 0.002979
          main loop time = 0.002795
              total time = 0.002979
        """;

    [Fact]
    public void Csdp_states_its_last_iteration_and_its_ending() =>
        Assert.Equal(new ProgramReport("Partial Success: SDP solved with reduced accuracy", 12), new CsdpProgram(Shell).ReadOutput(CsdpOutput));

    [Fact]
    public void Csdp_states_its_time_where_it_was_compiled_to() => Assert.Equal(0.002438, new CsdpProgram(Shell).ReadOutput(CsdpOutput + CsdpTimes).SolveSeconds);

    [Fact]
    public void Sdpa_states_its_phase_iterations_and_time() => Assert.Equal(new ProgramReport("pdOPT", 14, 0.002795), new SdpaProgram(Shell).ReadOutput(SdpaOutput));

    [Fact]
    public void Output_that_breaks_off_leaves_the_report_empty()
    {
        Assert.Equal(new ProgramReport(null, null), new CsdpProgram(Shell).ReadOutput("CSDP 6.2.0\nSegm"));
        Assert.Equal(new ProgramReport(null, null), new SdpaProgram(Shell).ReadOutput(""));
        Assert.Equal(new ProgramReport(null, null), new SdpKitProgram().ReadOutput("{\"status\":\"Opt"));
        Assert.Equal(new ProgramReport(null, null), new SdpKitProgram().ReadOutput("[]"));
    }

    [Fact]
    public void Sdpkit_states_its_times_in_json()
    {
        const string Output = """{"version":"1","status":"Optimal","iterations":9,"solveSeconds":0.25,"phases":{"presolve":0.125},"peakMemoryBytes":1048576}""";
        ProgramReport report = new SdpKitProgram().ReadOutput(Output);
        Assert.Equal(new ProgramReport("Optimal", 9, 0.25, 1 << 20), report with { Phases = null });
        Assert.Equal(0.125, report.Phases!["presolve"]);
    }

    // Any program that ends will do: only its output is replaced.
    private static string Shell => OperatingSystem.IsWindows() ? "where.exe" : "/bin/true";
}
