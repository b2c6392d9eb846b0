namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds a program the way a shell does.</summary>
internal static class ExecutablePath
{
    /// <summary>Gets the full path of a program in the first folder that has it, or null.</summary>
    /// <param name="name">The program's name, without .exe.</param>
    /// <param name="searchPath">The folders, in the form of the PATH variable.</param>
    public static string? Find(string name, string searchPath)
    {
        string fileName = OperatingSystem.IsWindows() ? name + ".exe" : name;
        return searchPath.Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.GetFullPath(Path.Combine(folder, fileName)))
            .FirstOrDefault(File.Exists);
    }
}
