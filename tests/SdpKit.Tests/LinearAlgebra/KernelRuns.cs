using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

/// <summary>Every kernel once, on operands of one order.</summary>
internal sealed class KernelRuns(int order) : IDisposable
{
    private readonly TestMatrix _a = TestMatrix.Random(order, order, 1);
    private readonly TestMatrix _l = TestMatrix.RandomLower(order, 2);
    private readonly TestMatrix[] _results = [.. Enumerable.Range(0, 9).Select(_ => new TestMatrix(order, order))];

    public void Run(KernelContext context)
    {
        MatrixView a = _a.View, l = _l.View;
        MatrixProduct.Multiply(1, a, false, l, true, 0, _results[0].View, context);
        SymmetricRankUpdate.UpdateLower(1, a, true, 0, Fill(_results[1], 0), context);
        SymmetricRank2Update.UpdateLower(1, a, a, false, 1, Fill(_results[2], 1), context);
        SymmetricProduct.MultiplyLower(1, a, true, a, false, 1, Fill(_results[3], 2), context);
        TriangularSolve.SolveLower(l, false, Fill(_results[4], 1), context);
        TriangularSolve.SolveLowerRight(l, false, Fill(_results[5], 1), context);
        if (Cholesky.Factor(Fill(_results[6], order), context) >= 0)
        {
            Assert.Fail("A matrix dominated by its diagonal was not factored.");
        }

        TriangularInverse.InvertLower(Fill(_results[7], order), context);
        SymmetricInverse.FromCholesky(l, _results[8].View, context);
        Symmetrization.Average(_results[4].View, context);
    }

    public long[] Bits() => [.. _results.SelectMany(result => result.Bits())];

    public void Dispose()
    {
        _a.Dispose();
        _l.Dispose();
        Array.ForEach(_results, result => result.Dispose());
    }

    /// <summary>Entries 1 / (1 + i + j), and the given number on the diagonal.</summary>
    private static unsafe MatrixView Fill(TestMatrix matrix, double diagonal)
    {
        for (int j = 0; j < matrix.Columns; j++)
        {
            for (int i = 0; i < matrix.Rows; i++)
            {
                *matrix.View.At(i, j) = i == j ? diagonal : 1.0 / (1 + i + j);
            }
        }

        return matrix.View;
    }
}
