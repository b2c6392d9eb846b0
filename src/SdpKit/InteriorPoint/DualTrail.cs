namespace SdpKit.InteriorPoint;

/// <summary>Remembers the last (Y, v) that satisfies its equations with an objective below p, so that an answer's dual part may be taken from between two iterations.</summary>
/// <remarks>
/// Near the end Y, once projected onto its equations, may lie outside the cone by a hair that X magnifies, so that its objective d is above p. Between it and an
/// earlier one with d below p lies one with d = p: the equations hold by linearity, and it is no further outside the cone than the worse of the two.
/// For linear objectives. One user at a time; the memory is taken when it is first needed.
/// </remarks>
internal sealed class DualTrail(SdpProblem problem) : IDisposable
{
    private readonly double[] _multipliers = new double[problem.Equalities.RowCount];
    private BlockMatrices? _dual;
    private double _objective = double.PositiveInfinity;

    /// <summary>Gets e2 of the remembered Y.</summary>
    public double ConeError { get; private set; }

    public void Clear() => _objective = double.PositiveInfinity;

    /// <summary>Remembers the dual part of a point.</summary>
    public void Remember(Iterate point, double objective, double coneError)
    {
        _dual ??= new BlockMatrices(problem);
        _dual.CopyFrom(point.Dual);
        point.Multipliers.CopyTo(_multipliers, 0);
        (_objective, ConeError) = (objective, coneError);
    }

    /// <summary>Moves the dual part of a point to where its objective is the wanted one; false where that does not lie between it and the remembered one.</summary>
    public bool TryMix(Iterate point, double objective, double wanted)
    {
        if (_dual is null || !(_objective <= wanted && wanted < objective))
        {
            return false;
        }

        double part = (objective - wanted) / (objective - _objective);
        point.Dual.Scale(1.0 - part);
        point.Dual.AddScaled(part, _dual);
        for (int k = 0; k < _multipliers.Length; k++)
        {
            point.Multipliers[k] += part * (_multipliers[k] - point.Multipliers[k]);
        }

        return true;
    }

    public void Dispose() => _dual?.Dispose();
}
