namespace SdpKit.Cli.Input;

/// <summary>Loads the library that <c>--blas</c> names.</summary>
internal static class BackendInput
{
    /// <summary>Loads it, or returns null where none is named.</summary>
    /// <exception cref="InputException">It cannot be loaded, or is no BLAS.</exception>
    public static DenseBackend? Load(string? library)
    {
        try
        {
            return library switch
            {
                null => null,
                "" => throw new InputException("--blas: found no name; expected openblas, mkl, or the name or path of a library"),
                _ => DenseBackend.Load(library),
            };
        }
        catch (TypeLoadException error)
        {
            throw new InputException($"--blas: {OneLine.Of(error.Message)}", error);
        }
    }
}
