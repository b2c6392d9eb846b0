using SdpKit.Cli.Input;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Finds the solvers that SdpKit can be measured against, and SdpKit with a native BLAS, which has a column beside them.</summary>
internal static class Rivals
{
    /// <summary>Gets their names, which are also those of their programs.</summary>
    public static IReadOnlyList<string> Names { get; } = ["csdp", "sdpa"];

    /// <summary>Gets the names of SdpKit with the libraries that <c>solve --blas</c> knows by name.</summary>
    public static IReadOnlyList<string> VariantNames { get; } = ["sdpkit+openblas", "sdpkit+mkl"];

    /// <summary>Finds a rival or a variant.</summary>
    /// <param name="name">One of the names.</param>
    /// <param name="searchPath">The folders to look in, in the form of the PATH variable.</param>
    /// <exception cref="InputException">There is no such program or library.</exception>
    public static SolverProgram Find(string name, string searchPath)
    {
        if (VariantNames.Contains(name))
        {
            string library = name[(name.IndexOf('+') + 1)..];
            BackendInput.Load(library);
            return new SdpKitProgram(library);
        }

        string executable = ExecutablePath.Find(name, searchPath)
            ?? throw new InputException($"--rival {name}: found no program '{name}' on the PATH; install it or leave the option out");
        return name == "csdp" ? new CsdpProgram(executable) : new SdpaProgram(executable);
    }
}
