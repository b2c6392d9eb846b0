namespace SdpKit.LinearAlgebra.Sparse;

/// <content>What is done before the first elimination.</content>
internal sealed partial class MinimumDegreeOrdering
{
    /// <summary>The largest initial degree that is counted; a variable of more comes late, when its degree has been measured again.</summary>
    private const int LargestCount = 1000;

    /// <summary>Orders last the variables with very long lists, which would make the ordering slow and are dense in the factor wherever they go.</summary>
    private void PostponeDenseVariables()
    {
        int order = _weights.Length;
        double limit = Math.Max(16.0, 10.0 * Math.Sqrt(order));
        for (int variable = 0; variable < order; variable++)
        {
            if (_graph.Lengths[variable] > limit)
            {
                _sparseCount--;
                _weights[variable] = 0;
                _graph.Lengths[variable] = 0;
                _graph.ElementCounts[variable] = 0;
            }
        }

        int place = _sparseCount;
        for (int variable = 0; variable < order; variable++)
        {
            if (_weights[variable] == 0)
            {
                _order[place++] = variable;
            }
        }
    }

    private void MeasureCliques()
    {
        for (int element = _weights.Length; element < _degrees.Length; element++)
        {
            foreach (int variable in _graph.List(element))
            {
                _degrees[element] += _weights[variable];
            }
        }
    }

    /// <summary>Drops each clique that lies inside another; it adds nothing, and would be counted twice in the approximate degrees.</summary>
    private void AbsorbNestedCliques()
    {
        var common = new int[_degrees.Length];
        for (int element = _weights.Length; element < _degrees.Length; element++)
        {
            bool isNested = _degrees[element] == 0;
            foreach (int variable in _graph.List(element))
            {
                foreach (int other in _graph.Elements(variable))
                {
                    isNested |= other != element && _stamps[other] != 0 && ++common[other] == _degrees[element];
                }
            }

            foreach (int variable in _graph.List(element))
            {
                foreach (int other in _graph.Elements(variable))
                {
                    common[other] = 0;
                }
            }

            if (isNested)
            {
                _stamps[element] = 0;
                _degrees[element] = 0;
                _graph.Lengths[element] = 0;
            }
        }
    }

    private void InitializeDegrees()
    {
        int order = _weights.Length;
        var seen = new int[order];
        for (int variable = 0; variable < order; variable++)
        {
            if (_weights[variable] > 0)
            {
                _degrees[variable] = InitialDegree(variable, seen);
                _lists.Add(variable, _degrees[variable]);
            }
        }
    }

    /// <summary>Counts the neighbours of a variable, or bounds a large count by the sum of its lists, to keep the work linear.</summary>
    private int InitialDegree(int variable, int[] seen)
    {
        long bound = _graph.Neighbours(variable).Length;
        foreach (int element in _graph.Elements(variable))
        {
            bound += _degrees[element];
        }

        if (bound > LargestCount)
        {
            return (int)Math.Min(bound, _sparseCount - 1);
        }

        int mark = variable + 1;
        seen[variable] = mark;
        int degree = CountNew(_graph.Neighbours(variable), seen, mark);
        foreach (int element in _graph.Elements(variable))
        {
            degree += CountNew(_graph.List(element), seen, mark);
        }

        return degree;
    }

    private int CountNew(ReadOnlySpan<int> variables, int[] seen, int mark)
    {
        int count = 0;
        foreach (int variable in variables)
        {
            if (seen[variable] != mark && _weights[variable] > 0)
            {
                seen[variable] = mark;
                count++;
            }
        }

        return count;
    }
}
