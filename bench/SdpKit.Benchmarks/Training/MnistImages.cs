using SdpKit.Lipschitz.Data;

namespace SdpKit.Benchmarks.Training;

/// <summary>Reads MNIST, as 28 x 28 or by 2 x 2 means as 14 x 14 pixels between 0 and 1.</summary>
internal static class MnistImages
{
    /// <summary>The number of training images that choices are made with, the last ones.</summary>
    private const int HeldOut = 10_000;

    /// <summary>Reads the images to train with and those to test with.</summary>
    /// <param name="folder">The folder of the four IDX files.</param>
    /// <param name="pixels">196 or 784.</param>
    /// <param name="isChoice">Whether the last 10 000 of the training images take the place of the test images, which are left alone.</param>
    public static (LabelledData Training, LabelledData Test) Read(string folder, int pixels, bool isChoice)
    {
        LabelledData training = Read(Path.Combine(folder, "train-images-idx3-ubyte.gz"), pixels);
        return isChoice
            ? (Slice(training, 0, training.Count - HeldOut), Slice(training, training.Count - HeldOut, HeldOut))
            : (training, Read(Path.Combine(folder, "t10k-images-idx3-ubyte.gz"), pixels));
    }

    private static LabelledData Read(string file, int pixels)
    {
        LabelledData images = LabelledDataReader.ReadFile(file);
        return images.PointSize == pixels ? images : AveragePooling.Halve(images);
    }

    private static LabelledData Slice(LabelledData data, int start, int count) =>
        new(data.PointShape, data.Values.Slice(start * data.PointSize, count * data.PointSize), data.Labels.Slice(start, count));
}
