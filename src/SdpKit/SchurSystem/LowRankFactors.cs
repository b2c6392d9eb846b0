using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns low-rank terms F_t = U_t diag(d_t) U_t' of one block with all factors side by side in one matrix.</summary>
internal sealed unsafe class LowRankFactors : IDisposable
{
    private readonly AlignedBuffer _factors;

    public LowRankFactors(IEnumerable<LowRankTerm> terms, int order)
    {
        LowRankTerm[] kept = [.. terms];
        Order = order;
        Variables = [.. kept.Select(term => term.Variable)];
        Starts = new int[kept.Length + 1];
        for (int t = 0; t < kept.Length; t++)
        {
            Starts[t + 1] = checked(Starts[t] + kept[t].Rank);
        }

        Weights = [.. kept.SelectMany(term => term.Weights)];
        _factors = new AlignedBuffer((nint)order * Rank);
        for (int t = 0; t < kept.Length; t++)
        {
            kept[t].Factor.AsSpan().CopyTo(new Span<double>(Factors.Column(Starts[t]), kept[t].Factor.Length));
        }
    }

    public int Order { get; }

    public int[] Variables { get; }

    /// <summary>Gets the first column of every term; one more than there are terms.</summary>
    public int[] Starts { get; }

    /// <summary>Gets d of all terms.</summary>
    public double[] Weights { get; }

    public int Count => Variables.Length;

    /// <summary>Gets the number of columns of all factors together.</summary>
    public int Rank => Starts[^1];

    public MatrixView Factors => _factors.AsMatrix(Order, Rank);

    /// <summary>Computes <c>destination = matrix U</c> for a symmetric matrix, both triangles.</summary>
    public void Multiply(MatrixView matrix, MatrixView destination, KernelContext context)
    {
        MatrixProduct.Multiply(1.0, matrix, transposeA: false, Factors, transposeB: false, 0.0, destination, context);
    }

    /// <summary>Computes <c>destination = V'right</c>, V the columns of U from <paramref name="first"/> on.</summary>
    public void MultiplyTransposed(int first, MatrixView right, MatrixView destination, KernelContext context)
    {
        MatrixProduct.Multiply(1.0, Factors.Slice(0, first, Order, Rank - first), transposeA: true, right, transposeB: false, 0.0, destination, context);
    }

    public void Dispose() => _factors.Dispose();
}
