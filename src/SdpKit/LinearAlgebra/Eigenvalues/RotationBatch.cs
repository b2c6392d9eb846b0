using System.Runtime.Intrinsics;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Eigenvalues;

/// <summary>Collects sweeps of plane rotations and applies them to the columns of a matrix many sweeps at a time.</summary>
/// <remarks>Rotations act on each row alone, so threads take blocks of rows and the result does not depend on their number.</remarks>
internal unsafe struct RotationBatch
{
    private const int MaximumSweeps = 64;
    private const int RotationsPerColumn = 32;

    private readonly MatrixView _matrix;
    private readonly KernelContext _context;
    private readonly double* _rotations;
    private readonly RotationSweep* _sweeps;
    private int _sweepCount;
    private int _rotationCount;

    /// <summary>Initializes an empty batch.</summary>
    /// <param name="matrix">The matrix whose columns are rotated.</param>
    /// <param name="workspace"><see cref="WorkspaceLength"/> doubles.</param>
    /// <param name="context">Threads, scratch memory, and cancellation between batches.</param>
    public RotationBatch(MatrixView matrix, double* workspace, KernelContext context)
    {
        _matrix = matrix;
        _context = context;
        _rotations = workspace;
        _sweeps = (RotationSweep*)(_rotations + (2 * RotationsPerColumn * (nint)matrix.Columns));
    }

    /// <summary>Computes the doubles needed for a matrix with the given number of columns.</summary>
    public static nint WorkspaceLength(int columns) =>
        (2 * RotationsPerColumn * (nint)columns) + (MaximumSweeps * sizeof(RotationSweep) / sizeof(double));

    /// <summary>Opens a sweep.</summary>
    /// <param name="first">The first column.</param>
    /// <param name="direction">1 if the sweep walks down the indexes, -1 if up.</param>
    /// <param name="count">The number of rotations, fewer than there are columns.</param>
    /// <returns>Where the caller must write c and s of each rotation, in order, before the next call.</returns>
    public double* Begin(int first, int direction, int count)
    {
        if (_sweepCount == MaximumSweeps || _rotationCount + count > RotationsPerColumn * _matrix.Columns)
        {
            Apply();
        }

        _sweeps[_sweepCount++] = new RotationSweep(first, direction, count);
        double* rotations = _rotations + (2 * (nint)_rotationCount);
        _rotationCount += count;
        return rotations;
    }

    /// <summary>Applies and forgets the sweeps collected so far.</summary>
    public void Apply()
    {
        _context.ThrowIfCancelled();
        if (Vector512.IsHardwareAccelerated)
        {
            Apply<Lanes512, Vector512<double>>();
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Apply<Lanes256, Vector256<double>>();
        }
        else if (Vector128.IsHardwareAccelerated)
        {
            Apply<Lanes128, Vector128<double>>();
        }
        else
        {
            Apply<Lanes64, double>();
        }

        _sweepCount = 0;
        _rotationCount = 0;
    }

    private readonly void Apply<TLanes, TVector>()
        where TLanes : IVectorLanes<TVector>
        where TVector : unmanaged
    {
        double* blocks = _context.ReserveScratch(_context.Team.ThreadCount * RotationTask<TLanes, TVector>.BlockLength(_matrix.Columns));
        RotationTask<TLanes, TVector> task = new(_matrix, _sweeps, _sweepCount, _rotations, blocks);
        int blockRows = RotationTask<TLanes, TVector>.BlockRows;
        _context.Run((_matrix.Rows + blockRows - 1) / blockRows, 6.0 * _rotationCount * _matrix.Rows, ref task);
    }
}
