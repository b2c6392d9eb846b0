using System.Collections.Immutable;
using SdpKit.Lipschitz.Data;

namespace SdpKit.Cli.Input;

/// <summary>Says in words which classes points have.</summary>
internal static class ClassText
{
    private const int ListedNames = 12;

    /// <summary>Lists names, the first ones of many.</summary>
    public static string List(ImmutableArray<string> names) =>
        string.Join(", ", names.Take(ListedNames)) + (names.Length > ListedNames ? ", ..." : "");

    /// <summary>Gets the class names of points that were numbered in their order because the network has none; null where nothing had to be assumed.</summary>
    public static ImmutableArray<string>? Assumed(NetworkInput network, LabelledData? points) =>
        points is { ClassNames: { IsEmpty: false } names } && network.Network.ClassNames.IsEmpty ? names : null;

    /// <summary>Gets the lines that say what was assumed; none where nothing was.</summary>
    public static IEnumerable<(string Name, string Value)> Facts(NetworkInput network, LabelledData? points) =>
        Assumed(network, points) is { } names ? [("classes", $"{List(names)}: numbered in the order of their names, because the network has none")] : [];
}
