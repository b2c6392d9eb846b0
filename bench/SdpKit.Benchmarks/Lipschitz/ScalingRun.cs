using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Benchmarks.Lipschitz;

/// <summary>Represents a certification as a whole process of the tool, from its start to its end.</summary>
/// <param name="Case">The network.</param>
/// <param name="Seconds">The median of the repeated runs.</param>
/// <param name="ProofShare">The part of the time in the process that went into proofs.</param>
/// <param name="Bound">The proved bound; null where there is none.</param>
/// <param name="RelativeGap">The gap of the solve in rho.</param>
/// <param name="Status">How the solve ended.</param>
internal sealed record ScalingRun(ScalingCase Case, double Seconds, double ProofShare, double? Bound, double RelativeGap, string Status)
{
    /// <summary>A run that takes so many seconds is not repeated.</summary>
    private const double Long = 3.0;

    /// <summary>Certifies a network, as often as asked where that is soon done.</summary>
    public static ScalingRun Of(ScalingCase scaling, string tool, int threads, int repeat)
    {
        string path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName() + ".json");
        try
        {
            using (FileStream stream = File.Create(path))
            {
                NetworkWriter.Write(scaling.Make(), stream, NetworkFormat.Json);
            }

            var times = new List<double>();
            JsonElement result;
            do
            {
                (double seconds, result) = Run(tool, path, threads);
                times.Add(seconds);
            }
            while (times.Count < repeat && times[0] < Long);
            JsonElement bound = result.GetProperty("bound");
            return new ScalingRun(
                scaling,
                times.Order().ElementAt(times.Count / 2),
                result.GetProperty("proofSeconds").GetDouble() / result.GetProperty("seconds").GetDouble(),
                bound.ValueKind == JsonValueKind.Number ? bound.GetDouble() : null,
                result.GetProperty("relativeGap").GetDouble(),
                result.GetProperty("status").GetString()!);
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (double Seconds, JsonElement Result) Run(string tool, string network, int threads)
    {
        var start = new ProcessStartInfo(tool, ["certify", network, "--json", "--quiet", "--threads", threads.ToString(CultureInfo.InvariantCulture)]) { RedirectStandardOutput = true };
        long before = Stopwatch.GetTimestamp();
        using Process process = Process.Start(start)!;
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (Stopwatch.GetElapsedTime(before).TotalSeconds, JsonElement.Parse(output));
    }
}
