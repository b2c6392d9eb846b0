using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Represents the machine and the software that figures were measured with.</summary>
/// <param name="Processor">The processor's model.</param>
/// <param name="ProcessorCount">The number of logical processors that the process may use.</param>
/// <param name="MemoryBytes">The memory that the process may use.</param>
/// <param name="OperatingSystem">The operating system.</param>
/// <param name="Runtime">The .NET version, and whether the code was compiled ahead of time.</param>
/// <param name="InstructionSet">The widest vector instructions.</param>
internal sealed record MachineDescription(
    string Processor, int ProcessorCount, long MemoryBytes, string OperatingSystem, string Runtime, string InstructionSet)
{
    private const string ProcessorFile = "/proc/cpuinfo";

    /// <summary>Describes the machine that this process runs on.</summary>
    public static MachineDescription Read() => new(
        File.Exists(ProcessorFile) ? ParseProcessor(File.ReadAllText(ProcessorFile)) : RuntimeInformation.ProcessArchitecture.ToString(),
        Environment.ProcessorCount,
        GC.GetGCMemoryInfo().TotalAvailableMemoryBytes,
        RuntimeInformation.OSDescription,
        RuntimeInformation.FrameworkDescription + (RuntimeFeature.IsDynamicCodeCompiled ? ", compiled at run time" : ", compiled ahead of time"),
        SdpKit.InstructionSet.Name);

    /// <summary>Gets the processor's model out of the text of /proc/cpuinfo.</summary>
    public static string ParseProcessor(string text) => text.Split('\n')
        .FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?
        .Split(':', 2)[1].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
}
