using SdpKit.Formats;
using SdpKit.Formats.Matlab;
using SdpKit.Lipschitz.Formats.Numpy;
using SdpKit.Lipschitz.Formats.Safetensors;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Tells formats apart by their first bytes.</summary>
internal static class ContentRecognition
{
    public static Content Of(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0x89, (byte)'H', (byte)'D', (byte)'F', ..] => Content.Hdf5,
        [(byte)'P', (byte)'K', 3 or 5, 4 or 6, ..] => Content.Zip,

        // Python's pickle, protocols 2 to 5.
        [0x80, >= 2 and <= 5, ..] => Content.Pickle,
        _ when MatlabFile.IsMatlab(bytes) => Content.Matlab,
        _ when NpyArray.IsNpy(bytes) => Content.Npy,
        _ when SafetensorsReader.IsSafetensors(bytes) => Content.Safetensors,
        _ => OfText(InputStart.SkipByteOrderMark(bytes).TrimStart(" \t\r\n"u8)) is var text and not Content.Unknown ? text

            // A ModelProto begins with its first field, the version of the representation.
            : bytes is [8, > 0 and < 128, ..] ? Content.Onnx : Content.Unknown,
    };

    private static Content OfText(ReadOnlySpan<byte> text) => text switch
    {
        [(byte)'{', .. var rest] when rest.TrimStart(" \t\r\n"u8) is [(byte)'"' or (byte)'}', ..] => Content.Json,
        [(byte)'/', (byte)'/', ..] or [>= (byte)'0' and <= (byte)'9', ..] => Content.NNet,
        _ => Content.Unknown,
    };
}
