using System.Collections;
using SdpKit.LinearAlgebra.Sparse;

namespace SdpKit.InteriorPoint;

/// <summary>Holds the sparse terms' part of sum x_i F_i - s F_0 in one block as a sparse matrix. One user at a time.</summary>
internal sealed unsafe class SparseCombination : IDisposable
{
    /// <summary>Blocks below this order gain nothing.</summary>
    private const int LeastOrder = 32;

    /// <summary>The part of the lower triangle up to which products with the sparse matrix are faster than dense ones.</summary>
    private const double LargestDensity = 0.15;

    private readonly BlockCoefficients _block;
    private readonly int[] _places;

    private SparseCombination(BlockCoefficients block, SymmetricPattern pattern)
    {
        _block = block;
        Matrix = new SparseSymmetricMatrix(pattern);
        _places = new int[block.Rows.Length];
        for (int k = 0; k < _places.Length; k++)
        {
            _places[k] = Matrix.Find(block.Rows[k], block.Columns[k]);
        }
    }

    public SparseSymmetricMatrix Matrix { get; }

    /// <summary>Creates the matrix of a semidefinite block, or none where the sum of the F_i is not sparse enough or has dense terms.</summary>
    public static SparseCombination? TryCreate(BlockCoefficients block, int order)
    {
        long limit = (long)(LargestDensity * order * order / 2.0);
        return order < LeastOrder || block.DenseTerms.Length > 0 || HasMoreThan(limit, block, order) ? null : new SparseCombination(block, Pattern(block, order));
    }

    /// <summary>Sets the matrix to the sparse terms of sum x_i F_i - constantScale F_0.</summary>
    public void Set(ReadOnlySpan<double> x, double constantScale)
    {
        Matrix.Clear();
        ReadOnlySpan<double> values = _block.Values;
        for (int t = 0; t < _block.Variables.Length; t++)
        {
            double weight = ConstraintOperator.Weight(_block.Variables[t], x, constantScale);
            for (int k = _block.Starts[t]; k < _block.Starts[t + 1]; k++)
            {
                Matrix.Values[_places[k]] += weight * values[k];
            }
        }
    }

    public void Dispose() => Matrix.Dispose();

    private static bool HasMoreThan(long limit, BlockCoefficients block, int order)
    {
        if (block.Rows.Length <= limit)
        {
            return false;
        }

        var seen = new BitArray(checked(order * order));
        long count = 0;
        for (int k = 0; k < block.Rows.Length && count <= limit; k++)
        {
            int place = block.Rows[k] + (order * block.Columns[k]);
            count += seen[place] ? 0 : 1;
            seen[place] = true;
        }

        return count > limit;
    }

    private static SymmetricPattern Pattern(BlockCoefficients block, int order)
    {
        var builder = new SymmetricPatternBuilder(order);
        for (int k = 0; k < block.Rows.Length; k++)
        {
            builder.AddEntry(block.Rows[k], block.Columns[k]);
        }

        return builder.Build();
    }
}
