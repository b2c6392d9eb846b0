namespace SdpKit.SchurSystem;

/// <summary>Holds how a positive semidefinite matrix is scaled to unit diagonal and which pivots count as lost to rounding.</summary>
internal static class UnitScaling
{
    /// <summary>
    /// A pivot of the scaled matrix below this carries no correct digit: the diagonal is 1 and rounding of the update is a few units of 1.1e-16.
    /// </summary>
    public const double PivotFloor = 1e-15;

    /// <summary>
    /// Replaces a lost pivot. So large a number sets the unknown to zero, which is a solution where its column depends on earlier ones (Zhang,
    /// "Solving large-scale linear programs by interior-point methods under the MATLAB environment", 1998), where a small number would multiply rounding errors.
    /// </summary>
    public const double PivotReplacement = 1e128;

    /// <summary>Computes the scale of a row from its diagonal entry; a zero row keeps scale 1 and loses its pivot.</summary>
    public static double Scale(double diagonal) => diagonal > 0.0 ? 1.0 / Math.Sqrt(diagonal) : 1.0;
}
