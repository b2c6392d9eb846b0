namespace SdpKit.Formats.Matlab;

/// <summary>Reads the variables of a MAT file of level 4 or 5, from machines of either order of bytes, and refuses version 7.3 with what to do.</summary>
internal static class MatlabFile
{
    /// <summary>How much of a file <see cref="IsMatlab"/> looks at: the header of level 5, which ends with a version and the letters that tell the order of bytes.</summary>
    public const int HeaderLength = 128;

    private const int Level5Version = 1;
    private const int Hdf5Version = 2;

    /// <summary>Says whether the first bytes are those of a MAT file.</summary>
    public static bool IsMatlab(ReadOnlySpan<byte> start) => VersionOf(start) is Level5Version or Hdf5Version || MatlabLevel4.IsHeader(start);

    /// <exception cref="ProblemFormatException">The content is corrupt, of version 7.3, or holds complex numbers.</exception>
    public static List<MatlabValue> Read(ReadOnlyMemory<byte> bytes, string source, CancellationToken cancellationToken) => VersionOf(bytes.Span) switch
    {
        Level5Version => new MatlabLevel5(source, OrderOf(bytes.Span), cancellationToken).Read(bytes[HeaderLength..]),
        Hdf5Version => throw new ProblemFormatException(source, 0, 0,
            "found a MAT file of version 7.3, which is HDF5; expected version 7, which this line writes: s = load('model.mat'); save('model-v7.mat', '-struct', 's', '-v7')  % in MATLAB"),
        _ => MatlabLevel4.Read(bytes, source, cancellationToken),
    };

    /// <summary>Gets what messages call a variable.</summary>
    public static string Place(string name) => $"variable {Quotation.Of(name)}";

    /// <summary>Makes an error at a variable.</summary>
    public static ProblemFormatException Error(string source, string name, string problem) => new(source, 0, 0, $"{Place(name)}: {problem}");

    /// <summary>Gets the version of level 5 and its successor; 0 for anything else.</summary>
    private static int VersionOf(ReadOnlySpan<byte> bytes) => bytes.Length < HeaderLength ? 0 : bytes[..HeaderLength] switch
    {
        [.., 0, var version, (byte)'I', (byte)'M'] => version,
        [.., var version, 0, (byte)'M', (byte)'I'] => version,
        _ => 0,
    };

    private static ByteOrder OrderOf(ReadOnlySpan<byte> bytes) => new(IsBigEndian: bytes[HeaderLength - 1] == 'I');
}
