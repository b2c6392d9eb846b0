using System.Runtime.InteropServices;

namespace SdpKit.Benchmarks.Kernels;

/// <summary>The OpenBLAS of this machine, called directly, as the yardstick of the kernels.</summary>
internal sealed unsafe class OpenBlas
{
    private const int ColumnMajor = 102;
    private const int NoTranspose = 111;
    private const int Transpose = 112;
    private const int Lower = 122;
    private const int NonUnit = 131;

    private readonly delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void> _dgemm;
    private readonly delegate* unmanaged<int, int, int, int, int, double, double*, int, double, double*, int, void> _dsyrk;
    private readonly delegate* unmanaged<int, int, int, int, int, int, int, double, double*, int, double*, int, void> _dtrsm;
    private readonly delegate* unmanaged<byte*, int*, double*, int*, int*, nint, void> _dpotrf;
    private readonly delegate* unmanaged<byte*, int*, double*, int*, int*, nint, void> _dpotri;
    private readonly delegate* unmanaged<byte*, byte*, int*, double*, int*, int*, nint, nint, void> _dtrtri;
    private readonly delegate* unmanaged<byte*, byte*, int*, double*, int*, double*, double*, int*, int*, int*, int*, nint, nint, void> _dsyevd;
    private readonly delegate* unmanaged<int, void> _setThreads;

    private OpenBlas(nint library)
    {
        _dgemm = (delegate* unmanaged<int, int, int, int, int, int, double, double*, int, double*, int, double, double*, int, void>)NativeLibrary.GetExport(library, "cblas_dgemm");
        _dsyrk = (delegate* unmanaged<int, int, int, int, int, double, double*, int, double, double*, int, void>)NativeLibrary.GetExport(library, "cblas_dsyrk");
        _dtrsm = (delegate* unmanaged<int, int, int, int, int, int, int, double, double*, int, double*, int, void>)NativeLibrary.GetExport(library, "cblas_dtrsm");
        _dpotrf = (delegate* unmanaged<byte*, int*, double*, int*, int*, nint, void>)NativeLibrary.GetExport(library, "dpotrf_");
        _dpotri = (delegate* unmanaged<byte*, int*, double*, int*, int*, nint, void>)NativeLibrary.GetExport(library, "dpotri_");
        _dtrtri = (delegate* unmanaged<byte*, byte*, int*, double*, int*, int*, nint, nint, void>)NativeLibrary.GetExport(library, "dtrtri_");
        _dsyevd = (delegate* unmanaged<byte*, byte*, int*, double*, int*, double*, double*, int*, int*, int*, int*, nint, nint, void>)NativeLibrary.GetExport(library, "dsyevd_");
        _setThreads = (delegate* unmanaged<int, void>)NativeLibrary.GetExport(library, "openblas_set_num_threads");
    }

    /// <summary>Loads the library, or returns null where it is not installed.</summary>
    public static OpenBlas? TryLoad() =>
        NativeLibrary.TryLoad("libopenblas.so.0", out nint library) || NativeLibrary.TryLoad("openblas", out library) ? new OpenBlas(library) : null;

    public void SetThreads(int count) => _setThreads(count);

    /// <summary>C := A B.</summary>
    public void Multiply(int n, double* a, double* b, double* c) =>
        _dgemm(ColumnMajor, NoTranspose, NoTranspose, n, n, n, 1, a, n, b, n, 0, c, n);

    /// <summary>Lower triangle of C := A A'.</summary>
    public void RankUpdate(int n, double* a, double* c) => _dsyrk(ColumnMajor, Lower, NoTranspose, n, n, 1, a, n, 0, c, n);

    /// <summary>B := L^-1 B.</summary>
    public void Solve(int n, double* l, double* b)
    {
        const int Left = 141;
        _dtrsm(ColumnMajor, Left, Lower, NoTranspose, NonUnit, n, n, 1, l, n, b, n);
    }

    /// <summary>B := B L^-T.</summary>
    public void SolveRight(int n, double* l, double* b)
    {
        const int Right = 142;
        _dtrsm(ColumnMajor, Right, Lower, Transpose, NonUnit, n, n, 1, l, n, b, n);
    }

    public void Factor(int n, double* a)
    {
        byte lower = (byte)'L';
        int info;
        _dpotrf(&lower, &n, a, &n, &info, 1);
    }

    public void Invert(int n, double* l)
    {
        byte lower = (byte)'L';
        byte nonUnit = (byte)'N';
        int info;
        _dtrtri(&lower, &nonUnit, &n, l, &n, &info, 1, 1);
    }

    /// <summary>Lower triangle of (L L')^-1.</summary>
    public void InvertSymmetric(int n, double* l)
    {
        byte lower = (byte)'L';
        int info;
        _dpotri(&lower, &n, l, &n, &info, 1);
    }

    /// <summary>Eigenvalues and, in place of the matrix, eigenvectors; needs 2n^2 + 6n + 1 doubles and 5n + 3 integers of workspace.</summary>
    public void Decompose(int n, double* a, double* values, double* workspace, int* integers)
    {
        byte vectors = (byte)'V';
        byte lower = (byte)'L';
        int length = (2 * n * n) + (6 * n) + 1;
        int integerLength = (5 * n) + 3;
        int info;
        _dsyevd(&vectors, &lower, &n, a, &n, values, workspace, &length, integers, &integerLength, &info, 1, 1);
    }
}
