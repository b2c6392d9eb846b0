using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Remembers the last point that satisfies its equations with p - d >= 0, so that an answer may be taken from between two iterations.</summary>
/// <remarks>
/// Near the end Y, once projected onto its equations, may lie outside the cone by a hair that X magnifies, so that p - d becomes negative. Between such a point and
/// an earlier one with p - d >= 0 lies one with p = d: the equations hold by linearity, neither X nor Y is further outside its cone than the worse of the two, and
/// &lt;X,Y> = p - d wherever the equations hold.
/// For linear objectives and X = sum x_i F_i - F_0 to rounding, so that X need not be kept. One user at a time; the memory is taken when it is first needed.
/// </remarks>
internal sealed class GapCrossing(SdpProblem problem, KernelContext context) : IDisposable
{
    private readonly double[] _variables = new double[problem.VariableCount];
    private readonly double[] _multipliers = new double[problem.Equalities.RowCount];
    private BlockMatrices? _dual;
    private double _difference = double.PositiveInfinity;

    /// <summary>Gets e2 of the remembered Y.</summary>
    public double ConeError { get; private set; }

    public void Clear() => _difference = double.PositiveInfinity;

    /// <summary>Remembers x, Y and v of a point with p - d >= 0.</summary>
    public void Remember(Iterate point, double difference, double coneError)
    {
        _dual ??= new BlockMatrices(problem);
        _dual.CopyFrom(point.Dual, context);
        point.Variables.CopyTo(_variables, 0);
        point.Multipliers.CopyTo(_multipliers, 0);
        (_difference, ConeError) = (difference, coneError);
    }

    /// <summary>Moves x, Y and v of a point with p - d &lt; 0 to where p = d; false where no other point is remembered.</summary>
    public bool TryMix(Iterate point, double difference)
    {
        if (_dual is null || !double.IsFinite(_difference))
        {
            return false;
        }

        double part = difference / (difference - _difference);
        Mix(part, _variables, point.Variables);
        Mix(part, _multipliers, point.Multipliers);
        point.Dual.Scale(1.0 - part);
        point.Dual.AddScaled(part, _dual);
        return true;
    }

    public void Dispose() => _dual?.Dispose();

    private static void Mix(double part, double[] other, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += part * (other[i] - values[i]);
        }
    }
}
