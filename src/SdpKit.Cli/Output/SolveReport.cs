using System.Buffers.Text;
using System.Collections.Immutable;
using System.Diagnostics;
using Microsoft.Win32.SafeHandles;
using SdpKit.Formats;

namespace SdpKit.Cli.Output;

/// <summary>Represents what <c>solve</c> tells about a solve.</summary>
internal sealed record SolveReport(ProblemFile Content, SdpSolution Solution, TimeSpan ReadTime) : IReport
{
    /// <summary>Gets the objective in the terms of the file; null where they are the problem's, and where the answer is no solution but a ray.</summary>
    private double? FileObjective => Solution.CertificateResidual is not null || (Content.ObjectiveFactor == 1.0 && Content.ObjectiveOffset == 0.0) ? null
        : (Content.ObjectiveFactor * Solution.Objective) + Content.ObjectiveOffset;

    /// <summary>Gets what the reader and the solver passed over, found odd or changed.</summary>
    private ImmutableArray<string> Notes => [.. Content.Warnings, .. Solution.Notes];

    /// <inheritdoc/>
    public void WriteJson(TextWriter output) => JsonOutput.Write(output, json =>
    {
        SolveStatistics statistics = Solution.Statistics;
        json.WriteString("status", StatusName.Of(Solution.Status));
        json.WriteReal("objective", Solution.Objective);
        json.WriteReal("dualObjective", Solution.DualObjective);
        if (FileObjective is { } fileObjective)
        {
            json.WriteReal("fileObjective", fileObjective);
        }

        json.WriteReals("dimacsErrors", Solution.Errors?.ToArray());
        json.WriteReal("certificateResidual", Solution.CertificateResidual);
        json.WriteNumber("iterations", statistics.Iterations);
        json.WriteReal("solveSeconds", statistics.Elapsed.TotalSeconds);
        json.WriteReal("readSeconds", ReadTime.TotalSeconds);
        json.WriteNumber("threads", statistics.Threads);
        json.WriteString("blas", statistics.Backend);
        json.WriteNumber("variableCount", Content.Problem.VariableCount);
        json.WriteStartArray("blockOrders");
        foreach (SdpBlock block in Content.Problem.Blocks)
        {
            json.WriteNumberValue(block.Order);
        }

        json.WriteEndArray();
        json.WriteStartObject("phases");
        foreach ((string phase, double seconds) in PhaseSeconds.Of(statistics.Phases))
        {
            json.WriteReal(phase, seconds);
        }

        json.WriteEndObject();
        json.WriteNumber("peakMemoryBytes", PeakMemory());
        json.WriteTexts("notes", Notes);
    });

    /// <inheritdoc/>
    public void WriteText(TextWriter output)
    {
        output.WriteField("status", $"{StatusName.Of(Solution.Status)}");
        output.WriteNotes(Notes);
        if (Solution.CertificateResidual is { } residual)
        {
            output.WriteField("certificate", $"{residual:0.00e+00} (relative residual of the ray)");
        }
        else if (Solution.Errors is { } errors)
        {
            output.WriteField("objective", $"{Solution.Objective:R}");
            output.WriteField("dual objective", $"{Solution.DualObjective:R}");
            if (FileObjective is { } fileObjective)
            {
                output.WriteField("of the file", $"{fileObjective:R} (its own sign and constant)");
            }

            output.WriteErrors(errors);
        }

        SolveStatistics statistics = Solution.Statistics;
        output.WriteField("iterations", $"{statistics.Iterations}");
        output.WriteField("time", $"{statistics.Elapsed.TotalSeconds:F3} s on {statistics.Threads} threads, after {ReadTime.TotalSeconds:F3} s of reading");
        if (statistics.Backend is { } backend)
        {
            output.WriteField("blas", $"{backend}");
        }
    }

    private static long PeakMemory()
    {
        // For this one line, Process reads several files of the process and one for each of its threads.
        if (OperatingSystem.IsLinux())
        {
            ReadOnlySpan<byte> name = "VmHWM:"u8;
            Span<byte> text = stackalloc byte[4096];
            using SafeFileHandle file = File.OpenHandle("/proc/self/status");
            text = text[..RandomAccess.Read(file, text, fileOffset: 0)];
            int place = text.IndexOf(name);
            if (place >= 0 && Utf8Parser.TryParse(text[(place + name.Length)..].TrimStart(" \t"u8), out long kibibytes, out _))
            {
                return 1024 * kibibytes;
            }
        }

        using Process process = Process.GetCurrentProcess();
        return process.PeakWorkingSet64;
    }
}
