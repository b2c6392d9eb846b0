namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Orders the columns of a sparse symmetric matrix so that its Cholesky factor stays sparse: approximate minimum degree.</summary>
/// <remarks>
/// Amestoy, Davis, Duff, "An approximate minimum degree ordering algorithm", SIAM J. Matrix Anal. Appl. 17 (1996) 886-905: quotient graph,
/// approximate external degrees, aggressive element absorption, mass elimination, supervariables found by hashing. Cliques of the pattern
/// enter as elements, which is what they would have become. Deterministic.
/// </remarks>
internal sealed partial class MinimumDegreeOrdering
{
    private readonly QuotientGraph _graph;
    private readonly DegreeLists _lists;
    private readonly SupervariableTable _table;

    /// <summary>How many variables a supervariable stands for; negative while it is in the current element, 0 once it is no more.</summary>
    private readonly int[] _weights;

    /// <summary>The approximate external degree of a variable, the exact weight of an element.</summary>
    private readonly int[] _degrees;

    /// <summary>For an element, 0 once absorbed; at or above <see cref="_mark"/>, the mark plus its weight outside the current element.</summary>
    private readonly long[] _stamps;

    private readonly int[] _order;
    private long _mark = 1;
    private int _eliminated;
    private int _sparseCount;

    private MinimumDegreeOrdering(SymmetricPattern pattern)
    {
        int order = pattern.Order;
        _graph = new QuotientGraph(pattern);
        _lists = new DegreeLists(order);
        _weights = new int[order];
        _degrees = new int[order + pattern.CliqueCount];
        _stamps = new long[order + pattern.CliqueCount];
        _table = new SupervariableTable(_graph, _weights, _stamps);
        _order = new int[order];
        _sparseCount = order;
        Array.Fill(_weights, 1);
        Array.Fill(_stamps, 1L);
    }

    /// <summary>Computes the ordering: entry k is the index eliminated k-th.</summary>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public static int[] Compute(SymmetricPattern pattern, CancellationToken cancellationToken = default) => new MinimumDegreeOrdering(pattern).Run(cancellationToken);

    private int[] Run(CancellationToken cancellationToken)
    {
        PostponeDenseVariables();
        MeasureCliques();
        AbsorbNestedCliques();
        InitializeDegrees();
        int count = 0;
        while (_lists.TryRemoveMinimum(out int pivot))
        {
            cancellationToken.ThrowIfCancellationRequested();
            int begin = FormElement(pivot);
            MeasureElements(begin);
            UpdateVariables(pivot, begin);
            _mark = _table.Merge(_graph.Store.AsSpan(begin, _graph.Free - begin), _mark + _weights.Length + 1);
            FinishElement(pivot, begin);
            _table.CopyMembers(pivot, _order, ref count);
        }

        return _order;
    }

    /// <summary>Makes the element of the pivot: all variables adjacent to it, directly or through its elements, which it absorbs.</summary>
    /// <returns>Where the list of the element begins; it ends at the free end of the store.</returns>
    private int FormElement(int pivot)
    {
        int bound = _graph.Lengths[pivot];
        foreach (int element in _graph.Elements(pivot))
        {
            bound += _graph.Lengths[element];
        }

        _graph.Reserve(bound);
        int begin = _graph.Free;
        _weights[pivot] = -_weights[pivot];
        _degrees[pivot] = 0;
        foreach (int element in _graph.Elements(pivot))
        {
            AppendVariables(pivot, _graph.List(element));
            _stamps[element] = 0;
            _graph.Lengths[element] = 0;
        }

        AppendVariables(pivot, _graph.Neighbours(pivot));
        _graph.ElementCounts[pivot] = 0;
        _graph.Starts[pivot] = begin;
        _graph.Lengths[pivot] = _graph.Free - begin;
        return begin;
    }

    private void AppendVariables(int pivot, ReadOnlySpan<int> variables)
    {
        int[] store = _graph.Store;
        int free = _graph.Free;
        foreach (int variable in variables)
        {
            int weight = _weights[variable];
            if (weight > 0)
            {
                _degrees[pivot] += weight;
                _weights[variable] = -weight;
                _lists.Remove(variable);
                store[free++] = variable;
            }
        }

        _graph.Free = free;
    }

    /// <summary>Finds for every element that touches the current one how much of it lies outside (the paper's algorithm 2).</summary>
    private void MeasureElements(int begin)
    {
        foreach (int variable in _graph.Store.AsSpan(begin, _graph.Free - begin))
        {
            int weight = -_weights[variable];
            foreach (int element in _graph.Elements(variable))
            {
                long stamp = _stamps[element];
                if (stamp != 0)
                {
                    _stamps[element] = (stamp >= _mark ? stamp : _mark + _degrees[element]) - weight;
                }
            }
        }
    }

    /// <summary>Prunes the lists of the variables in the current element and bounds their degrees outside it.</summary>
    private void UpdateVariables(int pivot, int begin)
    {
        for (int k = begin; k < _graph.Free; k++)
        {
            int variable = _graph.Store[k];
            long outside = PruneList(variable, pivot, out long hash);
            if (outside == 0)
            {
                // Nothing outside the element: it can be eliminated together with the pivot at no further fill.
                _weights[pivot] += _weights[variable];
                _degrees[pivot] += _weights[variable];
                _weights[variable] = 0;
                _graph.Lengths[variable] = 0;
                _graph.ElementCounts[variable] = 0;
                _table.Join(variable, pivot);
            }
            else
            {
                _degrees[variable] = (int)Math.Min(_degrees[variable], outside);
                _table.Add(variable, hash);
            }
        }
    }

    private long PruneList(int variable, int pivot, out long hash)
    {
        int[] store = _graph.Store;
        int start = _graph.Starts[variable];
        int end = start + _graph.Lengths[variable];
        int firstNeighbour = start + _graph.ElementCounts[variable];
        int free = start;
        long outside = 0;
        hash = pivot;
        for (int k = start; k < firstNeighbour; k++)
        {
            int element = store[k];
            long rest = _stamps[element] - _mark;
            if (rest > 0)
            {
                outside += rest;
                hash += element;
                store[free++] = element;
            }
            else
            {
                // Absorbed by the pivot, or (aggressive absorption) wholly inside the current element and so told by it.
                _stamps[element] = 0;
                _graph.Lengths[element] = 0;
            }
        }

        int elementCount = free - start;
        int firstKept = free;
        for (int k = firstNeighbour; k < end; k++)
        {
            int neighbour = store[k];
            if (_weights[neighbour] > 0)
            {
                outside += _weights[neighbour];
                hash += neighbour;
                store[free++] = neighbour;
            }
        }

        // The pivot becomes the last element of the list; its place was that of the pivot itself or of an element absorbed by it.
        if (free > firstKept)
        {
            store[free] = store[firstKept];
        }

        store[firstKept] = pivot;
        _graph.ElementCounts[variable] = elementCount + 1;
        _graph.Lengths[variable] = free + 1 - start;
        return outside;
    }

    /// <summary>Closes the current element: its variables return to the degree lists, and those that are no more leave its list.</summary>
    private void FinishElement(int pivot, int begin)
    {
        int[] store = _graph.Store;
        int free = begin;
        _eliminated -= _weights[pivot];
        _weights[pivot] = 0;
        for (int k = begin; k < _graph.Free; k++)
        {
            int variable = store[k];
            int weight = -_weights[variable];
            if (weight == 0)
            {
                continue;
            }

            _weights[variable] = weight;
            long degree = (long)_degrees[variable] + _degrees[pivot] - weight;
            _degrees[variable] = (int)Math.Min(degree, _sparseCount - _eliminated - weight);
            _lists.Add(variable, _degrees[variable]);
            store[free++] = variable;
        }

        _graph.Free = free;
        _graph.Lengths[pivot] = free - begin;
        _stamps[pivot] = free > begin ? 1 : 0;
    }
}
