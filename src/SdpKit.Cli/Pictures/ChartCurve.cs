namespace SdpKit.Cli.Pictures;

/// <summary>Represents a curve of a chart.</summary>
/// <param name="Name">Its name, for the tip of the mouse.</param>
/// <param name="Color">The number of its colour, from 0.</param>
/// <param name="IsDotted">Whether it is dotted.</param>
/// <param name="Points">The points that straight lines join; what is not finite is left out.</param>
internal sealed record ChartCurve(string Name, int Color, bool IsDotted, IReadOnlyList<(double X, double Y)> Points)
{
    /// <summary>Gets the points that have a place.</summary>
    public IEnumerable<(double X, double Y)> Shown => Points.Where(point => double.IsFinite(point.X) && double.IsFinite(point.Y));
}
