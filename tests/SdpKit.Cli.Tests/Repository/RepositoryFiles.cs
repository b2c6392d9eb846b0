namespace SdpKit.Cli.Tests.Repository;

/// <summary>Finds the files of the repository that the tests were built from.</summary>
internal static class RepositoryFiles
{
    /// <summary>Gets the folder that holds SdpKit.sln.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary>Gets the full path of a file that is named as in the documentation, such as <c>docs/file-formats.md</c>.</summary>
    public static string FullPath(string name) => Path.Combine([Root, .. name.Split('/')]);

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "SdpKit.sln")))
            {
                return folder.FullName;
            }
        }

        throw new DirectoryNotFoundException($"No folder above {AppContext.BaseDirectory} holds SdpKit.sln.");
    }
}
