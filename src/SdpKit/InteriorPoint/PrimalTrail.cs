namespace SdpKit.InteriorPoint;

/// <summary>Remembers the last feasible x and their objectives, so that an answer's primal part may be taken from between two iterations.</summary>
/// <remarks>
/// Near the end Y, once projected onto its equations, may lie outside the cone by a hair that X magnifies, so that its objective d is above p. An earlier x, still
/// feasible, has a larger p; between the two, where X is positive definite by convexity, lies an x with p = d. For linear objectives. One user at a time.
/// </remarks>
internal sealed class PrimalTrail
{
    private const int Length = 16;

    private readonly double[][] _variables = new double[Length][];
    private readonly double[] _objectives = new double[Length];
    private int _count;

    public PrimalTrail(int variableCount)
    {
        for (int k = 0; k < Length; k++)
        {
            _variables[k] = new double[variableCount];
        }
    }

    public void Clear() => _count = 0;

    /// <summary>Remembers a feasible x.</summary>
    public void Add(ReadOnlySpan<double> x, double objective)
    {
        x.CopyTo(_variables[_count % Length]);
        _objectives[_count % Length] = objective;
        _count++;
    }

    /// <summary>Replaces x by the point on the way to the nearest remembered one at which the objective has the wanted value; false where none goes that far.</summary>
    public bool TryRaise(Span<double> x, double objective, double wanted)
    {
        int nearest = -1;
        for (int k = 0; k < Math.Min(_count, Length); k++)
        {
            if (_objectives[k] >= wanted && (nearest < 0 || _objectives[k] < _objectives[nearest]))
            {
                nearest = k;
            }
        }

        if (nearest < 0 || _objectives[nearest] <= objective)
        {
            return false;
        }

        double part = (wanted - objective) / (_objectives[nearest] - objective);
        for (int i = 0; i < x.Length; i++)
        {
            x[i] += part * (_variables[nearest][i] - x[i]);
        }

        return true;
    }
}
