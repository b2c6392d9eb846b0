namespace SdpKit.Tests;

/// <summary>Finds the public data that tests read: in the folder named by SDPKIT_DATA, else in ../shared/data beside the repository.</summary>
public static class TestData
{
    private static readonly string? Root = FindRoot();

    /// <summary>Gets the full path of a file or folder of the data, such as <c>sdplib/truss1.dat-s</c>.</summary>
    /// <exception cref="FileNotFoundException">It is not there; a test that can do without is marked <see cref="DataFactAttribute"/>.</exception>
    public static string Path(string name) => Find(name) ?? throw new FileNotFoundException(ReasonToSkip(name));

    /// <summary>Gets why a test that needs this file or folder cannot run, or null where it can.</summary>
    public static string? ReasonToSkip(string name) => Find(name) is null
        ? $"The data '{name}' is neither in SDPKIT_DATA nor in ../shared/data beside the repository."
        : null;

    private static string? Find(string name)
    {
        string? path = Root is null ? null : System.IO.Path.Combine(Root, name);
        return File.Exists(path) || Directory.Exists(path) ? path : null;
    }

    private static string? FindRoot()
    {
        if (Environment.GetEnvironmentVariable("SDPKIT_DATA") is { Length: > 0 } named)
        {
            return named;
        }

        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(System.IO.Path.Combine(folder.FullName, "SdpKit.sln")))
            {
                return folder.Parent is { } above ? System.IO.Path.Combine(above.FullName, "shared", "data") : null;
            }
        }

        return null;
    }
}
