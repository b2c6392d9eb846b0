namespace SdpKit.InteriorPoint;

/// <summary>Names the parts of a solve whose time is counted.</summary>
internal enum Phase
{
    Presolve,
    SchurFormation,
    SchurFactorisation,
    Inverse,
    Products,
    StepLength,
    Check,
    Other,
}
