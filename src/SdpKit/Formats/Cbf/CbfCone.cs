namespace SdpKit.Formats.Cbf;

/// <summary>The linear cones of the Conic Benchmark Format, in which a scalar variable or constraint can lie.</summary>
internal enum CbfCone : byte
{
    /// <summary><c>F</c>: every number.</summary>
    Free,

    /// <summary><c>L+</c>: not negative.</summary>
    NonNegative,

    /// <summary><c>L-</c>: not positive.</summary>
    NonPositive,

    /// <summary><c>L=</c>: zero.</summary>
    Zero,
}
