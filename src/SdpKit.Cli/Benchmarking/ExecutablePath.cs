namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds a program the way a shell does.</summary>
internal static class ExecutablePath
{
    /// <summary>Gets the full path of a program in one of the folders of the PATH variable, or null.</summary>
    /// <param name="name">The program's name, without .exe.</param>
    public static string? Find(string name)
    {
        string fileName = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, fileName))
            .FirstOrDefault(File.Exists);
    }
}
