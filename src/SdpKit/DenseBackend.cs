using MathNet.Numerics.Providers.LinearAlgebra;
using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Backends;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit;

/// <summary>Represents a library that computes large dense products and factorisations in the place of SdpKit's own kernels; see <see cref="SolverSettings.Backend"/>.</summary>
/// <remarks>
/// Thread-safe as far as the library is. Its threads and their number belong to the process: solves that run at once should ask for the same number. With a backend the same
/// bits for any number of threads are no longer promised, and a cancelled solve ends only after the library's call in hand.
/// </remarks>
public abstract class DenseBackend
{
    private protected DenseBackend(string name) => Name = name;

    /// <summary>Gets the library's own name and version, as far as it tells them, and the file it was loaded from.</summary>
    public string Name { get; }

    /// <summary>Loads a native BLAS and LAPACK. It stays loaded until the process ends.</summary>
    /// <param name="library">"openblas", "mkl" (by its single dynamic library, mkl_rt), or the name or path of any library with the Fortran interface, of 32- or 64-bit integers.</param>
    /// <exception cref="ArgumentException"><paramref name="library"/> is empty.</exception>
    /// <exception cref="DllNotFoundException">No such library could be loaded; the message names the files that were tried.</exception>
    /// <exception cref="EntryPointNotFoundException">The library lacks one of the functions dgemm, dsyrk, dtrsm and dpotrf.</exception>
    public static DenseBackend Load(string library)
    {
        ArgumentException.ThrowIfNullOrEmpty(library);
        return BlasBackend.Load(library);
    }

    /// <summary>Uses a provider of MathNet.Numerics, such as that of the package MathNet.Numerics.Providers.MKL; the process-wide provider is left alone.</summary>
    /// <remarks>Its interface takes whole arrays only, so operands are copied, and memory is allocated in every call; only products and Cholesky factorisations use it.</remarks>
    /// <param name="provider">The provider, initialized; not null.</param>
    /// <exception cref="ArgumentNullException"><paramref name="provider"/> is null.</exception>
    public static DenseBackend Of(ILinearAlgebraProvider<double> provider)
    {
        ArgumentNullException.ThrowIfNull(provider);
        return new MathNetBackend(provider);
    }

    /// <summary>Sets the number of threads of the library's next calls, where it lets itself be told.</summary>
    internal abstract void SetThreads(int count);

    /// <summary>C := alpha A B + beta C. With beta = 0 the old C is never read.</summary>
    /// <returns>False where the library has no such operation; nothing was done then. So with the others.</returns>
    internal abstract bool TryMultiply(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c);

    /// <summary>The lower triangle of C := alpha A A' + beta C; the rest of C is neither read nor written.</summary>
    internal abstract bool TryUpdateLower(double alpha, StridedMatrix a, double beta, MatrixView c);

    /// <summary>B := op(L)^-1 B, or B op(L)^-1 where the triangle stands on the right.</summary>
    internal abstract bool TrySolveLower(MatrixView l, bool transpose, bool onRight, MatrixView b);

    /// <summary>Replaces the lower triangle of A by its Cholesky factor; the upper triangle is neither read nor written.</summary>
    /// <param name="a">The matrix.</param>
    /// <param name="failedColumn">-1, or the first column whose pivot is not a positive finite number.</param>
    internal abstract bool TryFactor(MatrixView a, out int failedColumn);
}
