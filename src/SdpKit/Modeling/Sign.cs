namespace SdpKit.Modeling;

/// <summary>Says what is known about the sign of a number, or of every entry of a matrix, whatever value it takes.</summary>
public enum Sign
{
    /// <summary>Nothing is known.</summary>
    Unknown,

    /// <summary>It is at least 0.</summary>
    NonNegative,

    /// <summary>It is at most 0.</summary>
    NonPositive,
}
