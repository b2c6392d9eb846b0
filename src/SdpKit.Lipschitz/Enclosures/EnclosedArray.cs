namespace SdpKit.Lipschitz.Enclosures;

/// <summary>Holds enclosed numbers as doubles, and their radii where there are any.</summary>
/// <param name="Centers">The centers.</param>
/// <param name="Radii">The radii; null where all numbers are exact.</param>
internal sealed record EnclosedArray(double[] Centers, double[]? Radii)
{
    public int Length => Centers.Length;

    public EnclosedNumber this[int index] => new(Centers[index], Radii is null ? 0.0 : Radii[index]);

    public static implicit operator EnclosedArray(double[] values) => new(values, null);

    /// <summary>Makes the array whose entry k is function(k).</summary>
    public static EnclosedArray Of(int length, Func<int, EnclosedNumber> function)
    {
        var centers = new double[length];
        double[]? radii = null;
        for (int k = 0; k < length; k++)
        {
            EnclosedNumber value = function(k);
            centers[k] = value.IsKnown ? value.Center : double.NaN;
            if (value.Radius != 0.0)
            {
                radii ??= new double[length];
                radii[k] = value.Radius;
            }
        }

        return new EnclosedArray(centers, radii);
    }
}
