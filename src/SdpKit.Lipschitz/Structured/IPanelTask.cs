using SdpKit.LinearAlgebra;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Work on the columns of matrices that can be done for some of them at a time, in any order.</summary>
internal interface IPanelTask
{
    /// <summary>Does the columns from <paramref name="first"/> on, with kernels on one thread.</summary>
    void Execute(int first, int count, KernelContext context);
}
