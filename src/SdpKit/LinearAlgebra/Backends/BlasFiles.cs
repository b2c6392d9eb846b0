using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra.Backends;

/// <summary>Finds the file of a native library that has a different name on every system.</summary>
internal static class BlasFiles
{
    private static readonly string[] OpenBlas = ["libopenblas.so.0", "libopenblas.so", "libopenblas.dylib", "libopenblas.dll", "openblas.dll"];
    private static readonly string[] Mkl = ["libmkl_rt.so.2", "libmkl_rt.so", "libmkl_rt.2.dylib", "libmkl_rt.dylib", "mkl_rt.2.dll", "mkl_rt.dll"];

    /// <summary>Loads the first file that there is.</summary>
    /// <param name="library">One of the names in <see cref="DenseBackend.Load"/>, or a file.</param>
    /// <exception cref="DllNotFoundException">There is none.</exception>
    public static (string File, nint Handle) Load(string library)
    {
        string[] candidates = library switch
        {
            "openblas" => OpenBlas,
            "mkl" => Mkl,
            _ => [library],
        };
        foreach (string file in candidates)
        {
            if (NativeLibrary.TryLoad(file, out nint handle))
            {
                return (file, handle);
            }
        }

        throw new DllNotFoundException($"found no native library '{library}' that can be loaded; tried {string.Join(", ", candidates)}");
    }
}
