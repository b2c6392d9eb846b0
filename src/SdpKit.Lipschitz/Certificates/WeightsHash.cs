using System.Buffers.Binary;
using System.Security.Cryptography;

namespace SdpKit.Lipschitz.Certificates;

/// <summary>Computes the fingerprint of a network's weights.</summary>
internal static class WeightsHash
{
    /// <summary>Computes the SHA-256, in lower-case hexadecimals, of all weights as float64, little-endian, layer by layer and row by row.</summary>
    public static string Of(Network network)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (DenseLayer layer in network.Layers)
        {
            var bytes = new byte[sizeof(double) * layer.InputSize];
            for (int i = 0; i < layer.OutputSize; i++)
            {
                ReadOnlySpan<double> row = layer.Row(i);
                for (int j = 0; j < row.Length; j++)
                {
                    BinaryPrimitives.WriteDoubleLittleEndian(bytes.AsSpan(sizeof(double) * j), row[j]);
                }

                hash.AppendData(bytes);
            }
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
