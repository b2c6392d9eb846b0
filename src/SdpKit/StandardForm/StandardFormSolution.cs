namespace SdpKit.StandardForm;

/// <summary>Represents an answer in the words of the form min &lt;C,Y> subject to &lt;A_i,Y> = b_i, Y >= 0.</summary>
/// <remarks>
/// The status keeps this library's names: <see cref="SolveStatus.DualInfeasible"/> says that no Y satisfies the equations, and <see cref="SolveStatus.PrimalInfeasible"/>
/// that no y makes C - sum y_i A_i positive semidefinite. Reading from several threads is safe as long as nobody writes to the arrays.
/// </remarks>
public sealed class StandardFormSolution
{
    private readonly double[] _multipliers;

    internal StandardFormSolution(SdpSolution solution)
    {
        Solution = solution;
        _multipliers = new double[solution.Variables.Length];
        for (int i = 0; i < _multipliers.Length; i++)
        {
            _multipliers[i] = -solution.Variables[i];
        }
    }

    /// <summary>Gets the answer in this library's words.</summary>
    public SdpSolution Solution { get; }

    /// <summary>Gets why the solve ended.</summary>
    public SolveStatus Status => Solution.Status;

    /// <summary>Gets Y.</summary>
    public SymmetricBlockMatrix Matrix => Solution.DualMatrix;

    /// <summary>Gets y, one multiplier an equation.</summary>
    public ReadOnlySpan<double> Multipliers => _multipliers;

    /// <summary>Gets Z = C - sum y_i A_i.</summary>
    public SymmetricBlockMatrix Slack => Solution.PrimalMatrix;

    /// <summary>Gets &lt;C,Y>; infinity where no Y satisfies the equations, and not a number where it is not known (see <see cref="SdpSolution.DualObjective"/>).</summary>
    public double Objective => -Solution.DualObjective;

    /// <summary>Gets b'y; minus infinity where no y makes Z positive semidefinite, and not a number where it is not known (see <see cref="SdpSolution.Objective"/>).</summary>
    public double DualObjective => -Solution.Objective;
}
