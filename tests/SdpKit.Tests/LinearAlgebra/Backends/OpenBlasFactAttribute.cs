using System.Runtime.InteropServices;

namespace SdpKit.Tests.LinearAlgebra.Backends;

/// <summary>Marks a test that needs OpenBLAS on the machine.</summary>
public sealed class OpenBlasFactAttribute : FactAttribute
{
    public OpenBlasFactAttribute()
    {
        if (!NativeLibrary.TryLoad("libopenblas.so.0", out _))
        {
            Skip = "OpenBLAS is not installed on this system.";
        }
    }
}
