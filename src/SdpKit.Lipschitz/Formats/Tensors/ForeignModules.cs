using System.Text.RegularExpressions;
using SdpKit.Formats;
using SdpKit.Formats.Tensors;

namespace SdpKit.Lipschitz.Formats.Tensors;

/// <summary>Refuses arrays whose names are those of modules that are no dense layers, although their matrices may fit together like layers.</summary>
internal static partial class ForeignModules
{
    /// <exception cref="ProblemFormatException">The name is one of them.</exception>
    public static void Refuse(StoredTensor array)
    {
        string? found = Attention().IsMatch(array.Name) ? "an attention layer, whose weights are no chain"
            : Recurrence().IsMatch(array.Name) ? "a recurrent layer, which is no function of its input alone"
            : Gating().IsMatch(array.Name) ? "a gated layer, a product of two branches"
            : Branching().IsMatch(array.Name) ? "a branch beside the layers"
            : Embedding().IsMatch(array.Name) ? "an embedding, which is looked up, not multiplied"
            : null;
        if (found is not null)
        {
            throw array.Error($"found an array {array.ShapeText} named as that of {found}; expected dense layers, one behind the other (an ONNX export says what is applied where)");
        }
    }

    // Names are those of torch.nn.MultiheadAttention and of common transformers.
    [GeneratedRegex("(^|[._/])(in_proj_(weight|bias)|[qkv]_proj(_weight)?|c_attn|qkv|query|key|(self_|cross_|multihead_)?attn|(self_|cross_|multi_?head_)?attention|mha)([._/0-9]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Attention();

    // torch.nn.RNN, LSTM and GRU; Keras names the second matrix recurrent_kernel.
    [GeneratedRegex("(^|[._/])((weight|bias)_[ih]h|recurrent_kernel|lstm|gru|rnn)([._/0-9]|$)|(^|[._/])(weight|bias)_[ih]h_l[0-9]", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Recurrence();

    [GeneratedRegex("(^|[._/])(gate_proj|gate|glu)([._/0-9]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Gating();

    [GeneratedRegex("(^|[._/])(downsample|shortcut|skip|residual|bilinear|branch|tower)([._/0-9]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Branching();

    [GeneratedRegex("(^|[._/])(embed|embeddings?|embed_tokens|wte|wpe)([._/0-9]|$)", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Embedding();
}
