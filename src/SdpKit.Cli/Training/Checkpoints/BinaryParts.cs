using System.Collections.Immutable;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Formats;

namespace SdpKit.Cli.Training.Checkpoints;

/// <summary>Writes and reads what the parts of a checkpoint are made of: arrays and files within the file, each with its length before it.</summary>
internal static class BinaryParts
{
    public static void Write<T>(this BinaryWriter writer, ImmutableArray<T> values, Action<T> write)
    {
        writer.Write(values.Length);
        foreach (T value in values)
        {
            write(value);
        }
    }

    public static ImmutableArray<T> ReadArray<T>(this BinaryReader reader, Func<T> read)
    {
        var values = ImmutableArray.CreateBuilder<T>();
        for (int left = reader.ReadInt32(); left > 0; left--)
        {
            values.Add(read());
        }

        return values.DrainToImmutable();
    }

    public static void WriteBytes(this BinaryWriter writer, Action<Stream> write)
    {
        using var memory = new MemoryStream();
        write(memory);
        writer.Write((int)memory.Length);
        writer.Write(memory.GetBuffer(), 0, (int)memory.Length);
    }

    public static MemoryStream ReadBytes(this BinaryReader reader) => new(reader.ReadBytes(reader.ReadInt32()));

    /// <summary>Writes a network as JSON, the format that holds all of it.</summary>
    public static void Write(this BinaryWriter writer, Network network) => writer.WriteBytes(stream => NetworkWriter.Write(network, stream, NetworkFormat.Json));

    public static Network ReadNetwork(this BinaryReader reader) => NetworkReader.Read(reader.ReadBytes(), "checkpoint").Network;
}
