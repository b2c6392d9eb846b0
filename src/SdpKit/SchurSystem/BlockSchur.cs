using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Owns how one semidefinite block adds to the Schur complement: the paths that pair its terms, with their memory to work in.</summary>
internal sealed class BlockSchur : IDisposable
{
    private readonly List<ISchurPath> _paths = [];
    private readonly LowRankFactors _lowRank;

    public BlockSchur(BlockTerms terms)
    {
        _lowRank = new LowRankFactors(terms.LowRank, terms.Order);
        if (terms.Dense.Length > 0)
        {
            _paths.Add(new DenseTermsPath(terms.Dense, terms.DensePositions, _lowRank, terms.LowRankPositions, terms.ByEntries));
        }

        if (_lowRank.Count > 0)
        {
            _paths.Add(new LowRankPath(_lowRank, terms.LowRankPositions, terms.ByEntries));
        }

        if (terms.ByEntries.Factors.Count > 0)
        {
            _paths.Add(new SparseFactorsPath(terms.ByEntries));
        }

        if (terms.SparsePath is not null)
        {
            _paths.Add(terms.SparsePath);
        }

        if (terms.Hubs is not null)
        {
            _paths.Add(new HubPath(terms.ByEntries.Sparse, terms.Hubs, terms.SparsePositions));
        }
    }

    public long ScratchLength => _paths.Select(path => path.ScratchLength).DefaultIfEmpty().Max();

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        foreach (ISchurPath path in _paths)
        {
            path.Accumulate(primalInverse, dual, lower, workspace);
        }
    }

    public void Dispose()
    {
        foreach (IDisposable path in _paths.OfType<IDisposable>())
        {
            path.Dispose();
        }

        _lowRank.Dispose();
    }
}
