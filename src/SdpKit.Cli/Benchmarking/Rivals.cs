namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds the solvers that SdpKit can be measured against.</summary>
internal static class Rivals
{
    /// <summary>Gets their names, which are also those of their programs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csdp", "sdpa"];

    /// <summary>Finds a rival.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="searchPath">The folders to look in, in the form of the PATH variable.</param>
    /// <exception cref="InputException">There is no such program.</exception>
    public static SolverProgram Find(string name, string searchPath)
    {
        string executable = ExecutablePath.Find(name, searchPath)
            ?? throw new InputException($"--rival {name}: found no program '{name}' on the PATH; install it or leave the option out");
        return name == "csdp" ? new CsdpProgram(executable) : new SdpaProgram(executable);
    }
}
