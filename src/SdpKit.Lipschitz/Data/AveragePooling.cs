namespace SdpKit.Lipschitz.Data;

/// <summary>Makes images smaller by replacing squares of pixels by their mean.</summary>
public static class AveragePooling
{
    /// <summary>Replaces each square of 2 x 2 pixels by its mean: 28 x 28 becomes 14 x 14.</summary>
    /// <param name="images">Points with an even number of rows and columns.</param>
    /// <exception cref="ArgumentException">The points are no such images.</exception>
    public static LabelledData Halve(LabelledData images)
    {
        ArgumentNullException.ThrowIfNull(images);
        if (!CanHalve(images))
        {
            throw new ArgumentException("The points are no images with an even number of rows and columns.", nameof(images));
        }

        int rows = images.PointShape[0] / 2;
        int columns = images.PointShape[1] / 2;
        var values = new double[images.Count * rows * columns];
        int next = 0;
        for (int k = 0; k < images.Count; k++)
        {
            ReadOnlySpan<double> pixels = images.Point(k);
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    ReadOnlySpan<double> upper = pixels[((4 * i * columns) + (2 * j))..];
                    ReadOnlySpan<double> lower = upper[(2 * columns)..];
                    values[next++] = 0.25 * (upper[0] + upper[1] + lower[0] + lower[1]);
                }
            }
        }

        return new LabelledData([rows, columns], [.. values], images.Labels, images.ClassNames);
    }

    /// <summary>Tells whether points are images with an even number of rows and columns.</summary>
    /// <param name="data">The points.</param>
    public static bool CanHalve(LabelledData data)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.PointShape.Length == 2 && data.PointShape.All(size => size % 2 == 0);
    }
}
