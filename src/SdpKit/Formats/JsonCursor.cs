using System.Globalization;
using System.Text.Json;

namespace SdpKit.Formats;

/// <summary>Walks through JSON text and turns every surprise into a <see cref="ProblemFormatException"/> with line and column. A copy remembers a place.</summary>
internal ref struct JsonCursor
{
    private readonly ReadOnlySpan<byte> _text;
    private readonly string _name;
    private Utf8JsonReader _reader;

    public JsonCursor(ReadOnlySpan<byte> text, string name)
    {
        _text = text;
        _name = name;
        _reader = new Utf8JsonReader(text);
    }

    /// <summary>Gets a value indicating whether this is a place in a text, not the default.</summary>
    public readonly bool Exists => _name is not null;

    /// <summary>Gets a value indicating whether the cursor is at a number.</summary>
    public readonly bool IsNumber => _reader.TokenType == JsonTokenType.Number;

    /// <summary>Moves to the next token.</summary>
    public void Move()
    {
        try
        {
            if (!_reader.Read())
            {
                throw Error("found the end of the file; expected a JSON object");
            }
        }
        catch (JsonException exception)
        {
            throw SyntaxError(exception);
        }
    }

    /// <summary>Checks that nothing follows.</summary>
    public void MoveToEnd()
    {
        try
        {
            _reader.Read();
        }
        catch (JsonException exception)
        {
            throw SyntaxError(exception);
        }
    }

    /// <summary>Passes the value that the cursor is at.</summary>
    public void Skip()
    {
        try
        {
            _reader.Skip();
        }
        catch (JsonException exception)
        {
            throw SyntaxError(exception);
        }
    }

    /// <summary>Checks that the cursor is at the beginning of an object or array.</summary>
    public readonly void Enter(JsonTokenType kind, string expected)
    {
        if (_reader.TokenType != kind)
        {
            throw Unexpected(expected);
        }
    }

    /// <summary>Moves to the value of the next property of the object that the cursor is in.</summary>
    /// <returns>The property's name, or null at the end of the object.</returns>
    public string? MoveToProperty()
    {
        Move();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            return null;
        }

        string property = Text();
        Move();
        return property;
    }

    /// <summary>Moves to the next element of the array that the cursor is in; false at the end of the array.</summary>
    public bool MoveToElement()
    {
        Move();
        return _reader.TokenType != JsonTokenType.EndArray;
    }

    /// <summary>Moves to the end of the array that the cursor is in, which must be next.</summary>
    public void Leave(string expected)
    {
        if (MoveToElement())
        {
            throw Unexpected(expected);
        }
    }

    public readonly int ReadInteger(int lowest, int highest, string expected) =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetInt32(out int value) && value >= lowest && value <= highest
            ? value
            : throw Unexpected(string.Create(CultureInfo.InvariantCulture, $"{expected}, from {lowest} to {highest}"));

    /// <summary>Moves to the next element of an array and reads it.</summary>
    public int NextInteger(int lowest, int highest, string expected)
    {
        Move();
        return ReadInteger(lowest, highest, expected);
    }

    public readonly double ReadNumber(string expected) =>
        _reader.TokenType == JsonTokenType.Number && _reader.TryGetDouble(out double value) && double.IsFinite(value)
            ? value
            : throw Unexpected($"{expected}, at most 1.8e308 in size");

    /// <summary>Moves to the next element of an array and reads it.</summary>
    public double NextNumber(string expected)
    {
        Move();
        return ReadNumber(expected);
    }

    public readonly string ReadText(string expected) => _reader.TokenType == JsonTokenType.String ? Text() : throw Unexpected(expected);

    /// <summary>Reads the array of numbers that the cursor is at.</summary>
    public double[] ReadNumbers(string expected)
    {
        Enter(JsonTokenType.StartArray, $"a list of numbers, each {expected}");
        var numbers = new List<double>();
        while (MoveToElement())
        {
            numbers.Add(ReadNumber(expected));
        }

        return [.. numbers];
    }

    /// <summary>Remembers the place of a property's value, which may be needed before others that come earlier, and passes it.</summary>
    public void Keep(ref JsonCursor place, string property)
    {
        if (place.Exists)
        {
            throw Error($"found the property '{property}' again; expected it once");
        }

        place = this;
        Skip();
    }

    /// <summary>Checks that an object that starts here has a property.</summary>
    public readonly void Require(JsonCursor place, string property)
    {
        if (!place.Exists)
        {
            throw Error($"found no property '{property}'; expected it in this object");
        }
    }

    /// <summary>Makes the error for a property that an object does not have; the cursor is at its value.</summary>
    public readonly ProblemFormatException UnknownProperty(string property, string expected) =>
        Error($"found the property {Quotation.Of(property)} with the value {Quotation.Of(_reader.ValueSpan)}; expected {expected}");

    /// <summary>Makes the error for a term that starts here and that the builder refused.</summary>
    public readonly ProblemFormatException Refused(ArgumentException exception) =>
        Error(exception.Message.Replace($" (Parameter '{exception.ParamName}')", string.Empty, StringComparison.Ordinal));

    /// <summary>Makes the error for the token that the cursor is at.</summary>
    public readonly ProblemFormatException Unexpected(string expected)
    {
        return Error($"found {Quotation.Of(_reader.ValueSpan)}; expected {expected}");
    }

    /// <summary>Makes an error at the token that the cursor is at.</summary>
    public readonly ProblemFormatException Error(string problem)
    {
        ReadOnlySpan<byte> before = _text[..(int)_reader.TokenStartIndex];
        return new ProblemFormatException(_name, before.Count((byte)'\n') + 1, before.Length - before.LastIndexOf((byte)'\n'), problem);
    }

    private readonly string Text()
    {
        try
        {
            return _reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Unexpected("text in valid UTF-8");
        }
    }

    private readonly ProblemFormatException SyntaxError(JsonException exception)
    {
        // The library's sentence quotes the text as it is and ends with a place of its own.
        string sentence = exception.Message.Split(" LineNumber:")[0];
        string reason = string.Concat(sentence.Select(letter => letter is >= ' ' and < '\u007f' ? letter : '?'));
        return new ProblemFormatException(_name, (int)(exception.LineNumber ?? 0) + 1, (int)(exception.BytePositionInLine ?? 0) + 1, $"not valid JSON: {reason}");
    }
}
