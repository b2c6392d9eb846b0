using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Owns doubles in unmanaged memory, aligned to 64 bytes. Not thread-safe to dispose while in use.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private const nuint Alignment = 64;

    private void* _allocation;
    private double* _data;

    /// <summary>Allocates zeroed memory for <paramref name="length"/> doubles; the system provides the pages of a large one as they are first used, so that this takes no time.</summary>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public AlignedBuffer(nint length)
    {
        Length = length;
        nuint bytes = checked((nuint)Math.Max(length, 1) * sizeof(double));
        _allocation = NativeMemory.AllocZeroed(checked(bytes + Alignment));
        _data = (double*)(((nuint)_allocation + Alignment - 1) / Alignment * Alignment);
    }

    ~AlignedBuffer() => Release();

    public nint Length { get; }

    public double* Data => _data;

    /// <summary>Views the memory as a matrix without padding.</summary>
    public MatrixView AsMatrix(int rows, int columns) => new(_data, rows, columns, rows);

    public void Dispose()
    {
        Release();
        GC.SuppressFinalize(this);
    }

    private void Release()
    {
        NativeMemory.Free(_allocation);
        _allocation = null;
        _data = null;
    }
}
