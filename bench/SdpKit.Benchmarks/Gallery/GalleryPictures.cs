namespace SdpKit.Benchmarks.Gallery;

/// <summary>Draws the pictures of docs/gallery.md.</summary>
internal static class GalleryPictures
{
    /// <summary>Arguments: the folder to write to.</summary>
    public static void Write(string folder)
    {
        File.WriteAllText(Path.Combine(folder, "gallery-truss.svg"), TrussPicture.Draw());
        File.WriteAllText(Path.Combine(folder, "gallery-sensors.svg"), SensorPicture.Draw());
    }
}
