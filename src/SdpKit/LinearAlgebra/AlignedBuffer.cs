using System.Runtime.InteropServices;

namespace SdpKit.LinearAlgebra;

/// <summary>Owns doubles in unmanaged memory, aligned to 64 bytes. Not thread-safe to dispose while in use.</summary>
internal sealed unsafe class AlignedBuffer : IDisposable
{
    private double* _data;

    /// <summary>Allocates zeroed memory for <paramref name="length"/> doubles.</summary>
    /// <exception cref="OutOfMemoryException">The memory cannot be had.</exception>
    public AlignedBuffer(nint length)
    {
        Length = length;
        nuint bytes = checked((nuint)Math.Max(length, 1) * sizeof(double));
        _data = (double*)NativeMemory.AlignedAlloc(bytes, 64);
        NativeMemory.Clear(_data, bytes);
        GC.KeepAlive(this);
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
        NativeMemory.AlignedFree(_data);
        _data = null;
    }
}
