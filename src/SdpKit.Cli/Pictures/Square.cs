namespace SdpKit.Cli.Pictures;

/// <summary>Represents a square on a picture.</summary>
/// <param name="Left">Its left edge.</param>
/// <param name="Top">Its upper edge.</param>
/// <param name="Side">Its width and height.</param>
internal readonly record struct Square(double Left, double Top, double Side);
