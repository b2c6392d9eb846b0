namespace SdpKit.InteriorPoint;

/// <summary>Remembers the last point that satisfies its equations with p - d >= 0, so that an answer may be taken from between two iterations.</summary>
/// <remarks>
/// Near the end Y, once projected onto its equations, may lie outside the cone by a hair that X magnifies, so that p - d becomes negative. Between such a point and
/// an earlier one with p - d >= 0 lies one with p = d: the equations hold by linearity, neither X nor Y is further outside its cone than the worse of the two, and
/// &lt;X,Y> = p - d wherever the equations hold.
/// For linear objectives. One user at a time; the memory is taken when it is first needed.
/// </remarks>
internal sealed class GapCrossing(SdpProblem problem) : IDisposable
{
    private Iterate? _point;
    private double _difference = double.PositiveInfinity;

    /// <summary>Gets e2 of the remembered Y.</summary>
    public double ConeError { get; private set; }

    public void Clear() => _difference = double.PositiveInfinity;

    /// <summary>Remembers a point with p - d >= 0.</summary>
    public void Remember(Iterate point, double difference, double coneError)
    {
        _point ??= new Iterate(problem);
        _point.CopyFrom(point);
        (_difference, ConeError) = (difference, coneError);
    }

    /// <summary>Moves a point with p - d &lt; 0 to where p = d; false where none is remembered, or one of the two X has a residual.</summary>
    public bool TryMix(Iterate point, double difference)
    {
        if (_point is null || !double.IsFinite(_difference) || !(_point.IsPrimalExact && point.IsPrimalExact))
        {
            return false;
        }

        double part = difference / (difference - _difference);
        Mix(part, _point.Variables, point.Variables);
        Mix(part, _point.Multipliers, point.Multipliers);
        point.Primal.Scale(1.0 - part);
        point.Primal.AddScaled(part, _point.Primal);
        point.Dual.Scale(1.0 - part);
        point.Dual.AddScaled(part, _point.Dual);
        return true;
    }

    public void Dispose() => _point?.Dispose();

    private static void Mix(double part, double[] other, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += part * (other[i] - values[i]);
        }
    }
}
