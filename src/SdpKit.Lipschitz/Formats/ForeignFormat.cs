using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats;

/// <summary>Refuses formats that only their own programs can read safely, with the one line that writes another.</summary>
internal static class ForeignFormat
{
    /// <summary>Refuses PyTorch's pickled files, which are programs: reading one can run anything.</summary>
    public static ProblemFormatException Torch(string source) => Make(source, "a file of PyTorch, which holds Python objects", "safetensors",
        $"python -c \"import torch, safetensors.torch as s; d = torch.load('{FileName(source, "model.pt")}', map_location='cpu'); d = d.get('model_state_dict', d.get('state_dict', d)); s.save_file({{k: v.contiguous() for k, v in d.items()}}, 'model.safetensors')\"");

    /// <summary>Refuses Keras' files.</summary>
    public static ProblemFormatException Keras(string source) => Make(source, "an HDF5 file, as Keras writes", "safetensors",
        $"python -c \"import keras, safetensors.numpy as s; m = keras.models.load_model('{FileName(source, "model.h5")}'); s.save_file({{f'layer{{i}}/{{n}}': w for i, l in enumerate(m.layers) for n, w in zip(('kernel', 'bias'), l.get_weights())}}, 'model.safetensors')\"");

    private static ProblemFormatException Make(string source, string found, string expected, string command) =>
        new(source, 0, 0, $"found {found}; expected {expected}, which this line writes: {command}");

    /// <summary>Gets the file's name where it can stand in the command as it is.</summary>
    private static string FileName(string source, string otherwise) =>
        source.Length > 0 && source.All(letter => char.IsAsciiLetterOrDigit(letter) || letter is '.' or '_' or '-' or '/' or '+' or ' ') ? source : otherwise;
}
