namespace SdpKit.Modeling.Translation;

/// <summary>Names the data that may be changed without another look at the structure of a problem.</summary>
internal enum DataPart
{
    /// <summary>c.</summary>
    Objective,

    /// <summary>b.</summary>
    RightHandSide,

    /// <summary>F_0.</summary>
    Constant,
}
