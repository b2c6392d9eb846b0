namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Keeps variables in buckets by degree, so that one of least degree is found fast; the last put in comes out first.</summary>
internal sealed class DegreeLists
{
    private const int None = -1;

    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly int[] _previous;
    private readonly int[] _degrees;
    private int _minimum;

    public DegreeLists(int variableCount)
    {
        _heads = new int[variableCount];
        _next = new int[variableCount];
        _previous = new int[variableCount];
        _degrees = new int[variableCount];
        Array.Fill(_heads, None);
    }

    public void Add(int variable, int degree)
    {
        int head = _heads[degree];
        _next[variable] = head;
        _previous[variable] = None;
        _degrees[variable] = degree;
        if (head != None)
        {
            _previous[head] = variable;
        }

        _heads[degree] = variable;
        _minimum = Math.Min(_minimum, degree);
    }

    public void Remove(int variable)
    {
        int next = _next[variable];
        int previous = _previous[variable];
        if (next != None)
        {
            _previous[next] = previous;
        }

        if (previous != None)
        {
            _next[previous] = next;
        }
        else
        {
            _heads[_degrees[variable]] = next;
        }
    }

    public bool TryRemoveMinimum(out int variable)
    {
        while (_minimum < _heads.Length && _heads[_minimum] == None)
        {
            _minimum++;
        }

        variable = _minimum < _heads.Length ? _heads[_minimum] : None;
        if (variable == None)
        {
            return false;
        }

        Remove(variable);
        return true;
    }
}
