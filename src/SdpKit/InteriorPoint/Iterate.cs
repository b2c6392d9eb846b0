using SdpKit.LinearAlgebra;
using SdpKit.Presolve;

namespace SdpKit.InteriorPoint;

/// <summary>Represents a point (x, X, Y, v) of the method, with X and Y positive definite. One user at a time.</summary>
internal sealed class Iterate(SdpProblem problem, PrimalStructure structure) : IDisposable
{
    /// <summary>Gets x.</summary>
    public double[] Variables { get; } = new double[problem.VariableCount];

    /// <summary>Gets v, the free dual variables of Ax = b.</summary>
    public double[] Multipliers { get; } = new double[problem.Equalities.RowCount];

    /// <summary>Gets X.</summary>
    public PrimalMatrices Primal { get; } = new(problem, structure);

    /// <summary>Gets Y.</summary>
    public BlockMatrices Dual { get; } = new(problem);

    /// <summary>Gets or sets a value indicating whether X = sum x_i F_i - F_0 by construction, so that the primal residual is rounding only.</summary>
    public bool IsPrimalExact { get; set; }

    public void CopyFrom(Iterate source, KernelContext context)
    {
        source.Variables.CopyTo(Variables, 0);
        source.Multipliers.CopyTo(Multipliers, 0);
        Primal.CopyFrom(source.Primal, context);
        Dual.CopyFrom(source.Dual, context);
        IsPrimalExact = source.IsPrimalExact;
    }

    /// <summary>Copies the point out.</summary>
    public PrimalDualPoint ToPoint(KernelContext context) =>
        new([.. Variables], Primal.ToSymmetric(problem, context), Dual.ToSymmetric(problem, context), [.. Multipliers]);

    public void Dispose()
    {
        Primal.Dispose();
        Dual.Dispose();
    }
}
