using System.Runtime.InteropServices;
using System.Text;

namespace SdpKit.LinearAlgebra.Backends;

/// <summary>
/// The functions of a native BLAS and LAPACK by their Fortran names, which OpenBLAS, MKL and the reference library share. Integers go by reference as 64 bits of a
/// little-endian machine, of which a library with 32-bit integers (LP64) reads the lower half, so one declaration serves it and one with 64-bit integers (ILP64).
/// </summary>
internal sealed unsafe class BlasFunctions
{
    private const int LongestVersion = 200;

    private readonly nint _library;

    /// <exception cref="EntryPointNotFoundException">One of them is missing.</exception>
    public BlasFunctions(string file, nint library)
    {
        _library = library;
        Multiply = (delegate* unmanaged<byte*, byte*, long*, long*, long*, double*, double*, long*, double*, long*, double*, double*, long*, nint, nint, void>)Function(file, "dgemm");
        UpdateLower = (delegate* unmanaged<byte*, byte*, long*, long*, double*, double*, long*, double*, double*, long*, nint, nint, void>)Function(file, "dsyrk");
        Solve = (delegate* unmanaged<byte*, byte*, byte*, byte*, long*, long*, double*, double*, long*, double*, long*, nint, nint, nint, nint, void>)Function(file, "dtrsm");
        Factor = (delegate* unmanaged<byte*, long*, double*, long*, long*, nint, void>)Function(file, "dpotrf");
    }

    /// <summary>dgemm(transA, transB, m, n, k, alpha, A, lda, B, ldb, beta, C, ldc), and the lengths of the strings, as compilers of Fortran pass them.</summary>
    public delegate* unmanaged<byte*, byte*, long*, long*, long*, double*, double*, long*, double*, long*, double*, double*, long*, nint, nint, void> Multiply { get; }

    /// <summary>dsyrk(uplo, trans, n, k, alpha, A, lda, beta, C, ldc).</summary>
    public delegate* unmanaged<byte*, byte*, long*, long*, double*, double*, long*, double*, double*, long*, nint, nint, void> UpdateLower { get; }

    /// <summary>dtrsm(side, uplo, transA, diag, m, n, alpha, A, lda, B, ldb).</summary>
    public delegate* unmanaged<byte*, byte*, byte*, byte*, long*, long*, double*, double*, long*, double*, long*, nint, nint, nint, nint, void> Solve { get; }

    /// <summary>dpotrf(uplo, n, A, lda, info).</summary>
    public delegate* unmanaged<byte*, long*, double*, long*, long*, nint, void> Factor { get; }

    /// <summary>Sets the number of threads in MKL's or OpenBLAS's way; any other library keeps its own.</summary>
    public void SetThreads(int count)
    {
        if (NativeLibrary.TryGetExport(_library, "MKL_Set_Num_Threads", out nint set) || NativeLibrary.TryGetExport(_library, "openblas_set_num_threads", out set))
        {
            ((delegate* unmanaged<int, void>)set)(count);
        }
    }

    /// <summary>Gets what MKL or OpenBLAS says of itself, or null.</summary>
    public string? Version()
    {
        if (NativeLibrary.TryGetExport(_library, "mkl_get_version_string", out nint version))
        {
            byte* text = stackalloc byte[LongestVersion];
            ((delegate* unmanaged<byte*, int, void>)version)(text, LongestVersion);
            return Encoding.UTF8.GetString(new ReadOnlySpan<byte>(text, LongestVersion)).Split('\0')[0].Trim();
        }

        if (NativeLibrary.TryGetExport(_library, "openblas_get_config", out nint configuration))
        {
            return Marshal.PtrToStringUTF8(((delegate* unmanaged<nint>)configuration)())?.Trim();
        }

        return null;
    }

    private nint Function(string file, string name) =>
        NativeLibrary.TryGetExport(_library, $"{name}_", out nint function) || NativeLibrary.TryGetExport(_library, $"{name}_64_", out function)
            ? function
            : throw new EntryPointNotFoundException($"{file}: found no function {name}_; expected a library with BLAS and LAPACK in it, such as OpenBLAS or MKL");
}
