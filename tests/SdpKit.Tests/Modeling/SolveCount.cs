using SdpKit.LinearAlgebra;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.Tests.Modeling;

/// <summary>Leaves all work to SdpKit and tells when a solve begins.</summary>
/// <param name="begun">Receives how many solves began before; one at a time.</param>
internal sealed class SolveCount(Action<int> begun) : DenseBackend("none")
{
    private readonly Lock _gate = new();
    private int _count;

    internal override void SetThreads(int count)
    {
        lock (_gate)
        {
            begun(_count++);
        }
    }

    internal override bool TryMultiply(double alpha, StridedMatrix a, StridedMatrix b, double beta, MatrixView c) => false;

    internal override bool TryUpdateLower(double alpha, StridedMatrix a, double beta, MatrixView c) => false;

    internal override bool TrySolveLower(MatrixView l, bool transpose, bool onRight, MatrixView b) => false;

    internal override bool TryFactor(MatrixView a, out int failedColumn)
    {
        failedColumn = -1;
        return false;
    }
}
