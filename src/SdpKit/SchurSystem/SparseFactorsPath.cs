using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of terms that are products of vectors with few entries, with each other and with the sparse terms of one block.</summary>
/// <remarks>
/// For every vector u of F_j both Pu and Qu are sums of few columns; then <c>&lt;w w', P u u' Q> = (w'Pu)(w'Qu)</c> costs two short sums, where w w' written out
/// has a number of entries that grows with the square.
/// </remarks>
internal sealed unsafe class SparseFactorsPath : ISchurPath
{
    private readonly EntryTerms _terms;
    private readonly double _work;

    public SparseFactorsPath(EntryTerms terms)
    {
        _terms = terms;
        _work = (0.5 * terms.Factors.Weights.Length * terms.EntryCount) + ((double)terms.Factors.Rows.Length * terms.Factors.Order);
    }

    public long ScratchLength => (2L * _terms.Factors.Order) + _terms.Count;

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        var task = new RowTask(_terms, primalInverse, dual, lower, workspace);
        workspace.Run(_terms.Factors.Count, _work, ref task);
    }

    private readonly struct RowTask(EntryTerms terms, MatrixView p, MatrixView q, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            SparseFactors factors = terms.Factors;
            double* inverseImage = workspace.Scratch(worker);
            double* dualImage = inverseImage + factors.Order;
            double* values = dualImage + factors.Order;
            new Span<double>(values, terms.Count - index).Clear();
            for (int s = factors.Starts[index]; s < factors.Starts[index + 1]; s++)
            {
                Multiply(factors, s, p, inverseImage);
                Multiply(factors, s, q, dualImage);
                terms.AddVectors(factors.Weights[s], inverseImage, dualImage, index, values);
            }

            SchurRow.Add(lower, terms.Positions, terms.Positions[index], index, values);
        }

        private static void Multiply(SparseFactors factors, int vector, MatrixView matrix, double* image)
        {
            new Span<double>(image, factors.Order).Clear();
            for (int k = factors.EntryStarts[vector]; k < factors.EntryStarts[vector + 1]; k++)
            {
                VectorOperations.AddScaled(factors.Values[k], matrix.Column(factors.Rows[k]), image, factors.Order);
            }
        }
    }
}
