namespace SdpKit.Cli.Tests.Benchmarking;

/// <summary>Marks a test that runs small shell scripts in the place of solvers.</summary>
public sealed class UnixFactAttribute : FactAttribute
{
    public UnixFactAttribute()
    {
        if (!File.Exists("/bin/sh"))
        {
            Skip = "There is no /bin/sh on this system.";
        }
    }
}
