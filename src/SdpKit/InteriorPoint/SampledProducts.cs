using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Computes inner products &lt;F_i, PT> of one block from the entries of PT that the F_i ask for, one dot product each, without forming PT. One user at a time.</summary>
internal sealed unsafe class SampledProducts
{
    /// <summary>How many times longer an operation takes in a dot product of two columns than in a product of matrices.</summary>
    private const double DotCost = 12.0;

    /// <summary>Terms handed to a worker at a time.</summary>
    private const int TermsPerPart = 32;

    private readonly BlockCoefficients _block;
    private readonly LowRankProducts? _lowRank;
    private readonly int _order;

    private SampledProducts(BlockCoefficients block, int order, LowRankProducts? lowRank) => (_block, _order, _lowRank) = (block, order, lowRank);

    /// <summary>Creates the computation for a semidefinite block, or none where forming PT is faster.</summary>
    public static SampledProducts? TryCreate(BlockCoefficients block, int order, LowRankProducts? lowRank)
    {
        double product = 2.0 * order * order * order;
        double entries = DotCost * 4.0 * order * block.Rows.Length;
        bool isCheap = entries < product && lowRank is null or { IsThin: true } && block.DenseTerms.All(term => term.Variable == SdpProblem.Constant);
        return isCheap ? new SampledProducts(block, order, lowRank) : null;
    }

    /// <summary>Computes <c>destination_i += scale &lt;F_i,PT></c>, with the symmetric part of PT.</summary>
    /// <param name="scale">The factor.</param>
    /// <param name="left">P, symmetric, both triangles.</param>
    /// <param name="right">T.</param>
    /// <param name="destination">One entry for each variable.</param>
    /// <param name="context">What the kernels need.</param>
    public void InnerAdd(double scale, MatrixView left, MatrixView right, Span<double> destination, KernelContext context)
    {
        fixed (double* entries = destination)
        {
            var task = new TermsTask(_block, scale, left, right, entries);
            int parts = (_block.Variables.Length + TermsPerPart - 1) / TermsPerPart;
            context.Run(parts, 4.0 * _order * _block.Rows.Length, ref task);
        }

        _lowRank?.InnerProductAdd(scale, left, right, destination, context);
    }

    /// <summary>Handles a range of terms, each of which belongs to a variable of its own.</summary>
    private readonly struct TermsTask(BlockCoefficients block, double scale, MatrixView left, MatrixView right, double* destination) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int end = Math.Min((index + 1) * TermsPerPart, block.Variables.Length);
            for (int t = index * TermsPerPart; t < end; t++)
            {
                if (block.Variables[t] != SdpProblem.Constant)
                {
                    destination[block.Variables[t]] += scale * Inner(block.Starts[t], block.Starts[t + 1]);
                }
            }
        }

        private double Inner(int begin, int end)
        {
            double sum = 0.0;
            for (int k = begin; k < end; k++)
            {
                int row = block.Rows[k];
                int column = block.Columns[k];
                double entry = VectorOperations.Dot(left.Column(row), right.Column(column), left.Rows);
                if (row != column)
                {
                    entry += VectorOperations.Dot(left.Column(column), right.Column(row), left.Rows);
                }

                sum += block.Values[k] * entry;
            }

            return sum;
        }
    }
}
