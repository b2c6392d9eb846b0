using System.Collections.Immutable;
using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of the dense terms of one block with every other term, by the whole product P F_j Q of each.</summary>
internal sealed unsafe class DenseTermsPath : ISchurPath, IDisposable
{
    private readonly ImmutableArray<DenseTerm> _terms;
    private readonly int[] _positions;
    private readonly LowRankFactors _lowRank;
    private readonly int[] _lowRankPositions;
    private readonly EntryTerms _later;
    private readonly AlignedBuffer _products;

    public DenseTermsPath(
        ImmutableArray<DenseTerm> terms, int[] positions, LowRankFactors lowRank, int[] lowRankPositions, EntryTerms later)
    {
        _terms = terms;
        _positions = positions;
        _lowRank = lowRank;
        _lowRankPositions = lowRankPositions;
        _later = later;
        _products = new AlignedBuffer(2 * (nint)lowRank.Order * lowRank.Order);
    }

    public long ScratchLength => Math.Max(_terms.Length, Math.Max(_lowRank.Count + (2L * _lowRank.Order), _later.Count));

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        int order = _lowRank.Order;
        MatrixView half = new(_products.Data, order, order, order);
        MatrixView product = new(half.Column(order), order, order, order);
        for (int term = 0; term < _terms.Length; term++)
        {
            // C = T + T' = P (F Q) + (F Q)' P
            fixed (double* values = _terms[term].Values.AsSpan())
            {
                var coefficient = new MatrixView(values, order, order, order);
                MatrixProduct.Multiply(1.0, coefficient, transposeA: false, dual, transposeB: false, 0.0, half, workspace.Context);
            }

            SymmetricRank2Update.UpdateLower(1.0, primalInverse, half, transpose: true, 0.0, product, workspace.Context);
            AddRow(term, product, lower, workspace);
        }
    }

    public void Dispose() => _products.Dispose();

    private void AddRow(int term, MatrixView product, MatrixView lower, SchurWorkspace workspace)
    {
        double* values = workspace.Scratch(worker: 0);
        for (int i = term; i < _terms.Length; i++)
        {
            fixed (double* coefficient = _terms[i].Values.AsSpan())
            {
                values[i - term] = HalfInnerProduct(new MatrixView(coefficient, product.Rows, product.Rows, product.Rows), product);
            }
        }

        SchurRow.Add(lower, _positions, _positions[term], term, values);

        double* image = values + _lowRank.Count;
        for (int i = 0; i < _lowRank.Count; i++)
        {
            values[i] = 0.0;
            for (int r = _lowRank.Starts[i]; r < _lowRank.Starts[i + 1]; r++)
            {
                double* column = _lowRank.Factors.Column(r);
                SymmetricMatrixVector.MultiplyLower(1.0, product, column, 0.0, image);
                values[i] += 0.5 * _lowRank.Weights[r] * VectorOperations.Dot(column, image, product.Rows);
            }
        }

        SchurRow.Add(lower, _lowRankPositions, _positions[term], 0, values);

        _later.TakeHalf(product, values);
        SchurRow.Add(lower, _later.Positions, _positions[term], 0, values);
    }

    /// <summary>Computes half the inner product of two symmetric matrices from their lower triangles.</summary>
    private static double HalfInnerProduct(MatrixView a, MatrixView b)
    {
        double sum = 0.0;
        for (int column = 0; column < a.Columns; column++)
        {
            sum += 0.5 * *a.At(column, column) * *b.At(column, column);
            sum += VectorOperations.Dot(a.At(column, column) + 1, b.At(column, column) + 1, a.Rows - column - 1);
        }

        return sum;
    }
}
