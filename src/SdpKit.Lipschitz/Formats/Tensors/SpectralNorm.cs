using SdpKit.Formats;
using SdpKit.Formats.Tensors;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Resolves PyTorch's spectral_norm, which stores W and two unit vectors u, v, and computes with W / (u'Wv).</summary>
/// <remarks>The names are those of torch.nn.utils.parametrizations.spectral_norm and of the older torch.nn.utils.spectral_norm.</remarks>
internal static class SpectralNorm
{
    private static readonly (string Weight, string Left, string Right)[] Suffixes =
    [
        (".parametrizations.weight.original", ".parametrizations.weight.0._u", ".parametrizations.weight.0._v"),
        (".weight_orig", ".weight_u", ".weight_v"),
    ];

    /// <summary>Takes the layers stored this way out of the arrays.</summary>
    /// <exception cref="ProblemFormatException">A vector is missing, or a length does not fit.</exception>
    public static IEnumerable<LayerArrays> Take(Dictionary<string, StoredTensor> arrays, List<string> notes)
    {
        foreach ((string weightSuffix, string leftSuffix, string rightSuffix) in Suffixes)
        {
            foreach (StoredTensor weight in arrays.Values.Where(array => array.Name.EndsWith(weightSuffix, StringComparison.Ordinal)).ToArray())
            {
                string layer = weight.Name[..^weightSuffix.Length];
                arrays.Remove(weight.Name);
                EnclosedNumber norm = Norm(weight, Take(arrays, weight, layer + leftSuffix), Take(arrays, weight, layer + rightSuffix));
                notes.Add($"The spectral_norm of layer {layer} was resolved: its weights are divided by {norm.Center:R}.");
                yield return new LayerArrays(layer, weight, null, norm);
            }
        }
    }

    private static StoredTensor Take(Dictionary<string, StoredTensor> arrays, StoredTensor weight, string name) => arrays.Remove(name, out StoredTensor? vector)
        ? vector
        : throw weight.Error($"found no {Quotation.Of(name)} beside it; expected the vectors u and v of spectral_norm");

    /// <summary>Computes u'Wv.</summary>
    private static EnclosedNumber Norm(StoredTensor weight, StoredTensor left, StoredTensor right)
    {
        if (weight.Shape.Length != 2 || left.Count != weight.Shape[0] || right.Count != weight.Shape[1])
        {
            throw weight.Error($"found the shape {weight.ShapeText} beside spectral_norm vectors of {left.Count} and {right.Count}; expected a matrix with as many rows and columns");
        }

        double[] w = weight.Read();
        ReadOnlySpan<double> v = right.ReadVector().AsSpan();
        ReadOnlySpan<double> u = left.ReadVector().AsSpan();
        EnclosedNumber norm = default;
        for (int i = 0; i < u.Length; i++)
        {
            EnclosedNumber product = default;
            for (int j = 0; j < v.Length; j++)
            {
                product += (EnclosedNumber)w[(i * v.Length) + j] * v[j];
            }

            norm += u[i] * product;
        }

        return norm.IsKnown && !norm.MayBeZero ? norm : throw weight.Error(FormattableString.Invariant($"found the spectral norm {norm.Center}; expected a finite number that is not 0"));
    }
}
