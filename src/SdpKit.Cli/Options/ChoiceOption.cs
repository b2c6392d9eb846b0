using System.CommandLine;

namespace SdpKit.Cli.Options;

/// <summary>Makes options that take one of some names.</summary>
internal static class ChoiceOption
{
    /// <summary>Makes an option; null where it is not given.</summary>
    public static Option<T?> Of<T>(string name, string description, params (string Name, T Value)[] choices)
        where T : struct
    {
        string[] names = [.. choices.Select(choice => choice.Name)];
        return new Option<T?>(name)
        {
            Description = description,
            HelpName = string.Join('|', names),
            Arity = ArgumentArity.ExactlyOne,
            CustomParser = result =>
            {
                string text = result.Tokens[^1].Value;
                int index = Array.IndexOf(names, text);
                if (index < 0)
                {
                    result.AddError($"{name}: found '{text}', expected {string.Join(", ", names[..^1])} or {names[^1]}");
                    return null;
                }

                return choices[index].Value;
            },
        };
    }
}
