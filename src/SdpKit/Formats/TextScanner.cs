using System.Globalization;

namespace SdpKit.Formats;

/// <summary>Cuts a stream into tokens separated by blanks, commas, braces and parentheses, and knows their lines and columns. Not thread-safe.</summary>
/// <remarks>Memory is the buffer, whatever the stream holds; no token allocates.</remarks>
/// <param name="stream">The text.</param>
/// <param name="name">The name that error messages give to it.</param>
/// <param name="cancellationToken">Stops the reading.</param>
/// <param name="comments">The letters with which a line of comment starts.</param>
internal sealed class TextScanner(Stream stream, string name, CancellationToken cancellationToken, string comments = "\"*")
{
    private const int BufferLength = 1 << 16;

    private static readonly ByteClass[] Classes = MakeClasses();

    private readonly byte[] _buffer = GC.AllocateUninitializedArray<byte>(BufferLength);
    private int _position;
    private int _end;
    private bool _endOfStream;
    private int _line = 1;
    private int _lineStart;
    private bool _lineHasToken;
    private int _tokenStart;

    private enum ByteClass : byte
    {
        Token,
        Separator,
        OpeningBrace,
        LineEnd,
    }

    /// <summary>Gets the token that was moved to last; valid until the next move.</summary>
    public ReadOnlySpan<byte> Token => _buffer.AsSpan(_tokenStart.._position);

    /// <summary>Gets or sets a value indicating whether an opening brace was passed since this was last set to false.</summary>
    public bool HasPassedBrace { get; set; }

    /// <summary>Gets or sets what looks at each line of comment that <see cref="MoveNext"/> passes; its first word is the token then.</summary>
    public Action? CommentFound { get; set; }

    /// <summary>Moves past the mark that some editors put at the beginning of UTF-8 files; to be called before anything else.</summary>
    public void SkipByteOrderMark()
    {
        while (_end < 3 && Refill(keepFrom: 0))
        {
        }

        _position = _lineStart = _end - InputStart.SkipByteOrderMark(_buffer.AsSpan(0, _end)).Length;
    }

    /// <summary>Moves to the next token on this line or a later one, past lines of comment.</summary>
    /// <returns>False at the end of the input.</returns>
    public bool MoveNext()
    {
        while (SkipSeparators(stopAtLineEnd: false))
        {
            bool isComment = !_lineHasToken && comments.Contains((char)_buffer[_position], StringComparison.Ordinal);
            if (!isComment)
            {
                ReadToken();
                return true;
            }

            if (CommentFound is not null)
            {
                ReadToken();
                CommentFound();
            }

            SkipLine();
        }

        _tokenStart = _position;
        return false;
    }

    /// <summary>Moves to the next token of this line.</summary>
    /// <returns>False at the end of the line.</returns>
    public bool MoveNextOnLine()
    {
        if (!SkipSeparators(stopAtLineEnd: true))
        {
            _tokenStart = _position;
            return false;
        }

        ReadToken();
        return true;
    }

    /// <summary>Moves to the beginning of the next line.</summary>
    public void SkipLine()
    {
        do
        {
            int length = _buffer.AsSpan(_position.._end).IndexOf((byte)'\n');
            if (length >= 0)
            {
                _position += length;
                PassLineEnd();
                return;
            }

            _position = _end;
        }
        while (Refill(_end));
    }

    /// <summary>Reads the token as a whole number.</summary>
    /// <param name="lowest">The least value allowed.</param>
    /// <param name="highest">The largest value allowed.</param>
    /// <param name="expected">What the number is, for the message.</param>
    /// <exception cref="ProblemFormatException">The token is something else, or out of range.</exception>
    public int ReadInteger(int lowest, int highest, string expected)
    {
        ReadOnlySpan<byte> token = Token;
        int k = token is [(byte)'+' or (byte)'-', ..] ? 1 : 0;
        long value = 0;
        bool valid = k < token.Length;
        for (; k < token.Length && valid; k++)
        {
            uint digit = token[k] - (uint)'0';
            valid = digit <= 9 && value <= int.MaxValue;
            value = (value * 10) + digit;
        }

        value = token is [(byte)'-', ..] ? -value : value;
        return valid && value >= lowest && value <= highest
            ? (int)value
            : throw Unexpected(string.Create(CultureInfo.InvariantCulture, $"{expected}, from {lowest} to {highest}"));
    }

    /// <summary>Reads the token as a finite number.</summary>
    /// <exception cref="ProblemFormatException">The token is something else, or too large for a double.</exception>
    public double ReadNumber(string expected)
    {
        if (!DecimalNumber.TryParse(Token, out double value))
        {
            throw Unexpected(expected);
        }

        return double.IsFinite(value) ? value : throw Unexpected($"{expected}, at most 1.8e308 in size");
    }

    /// <summary>Makes the error for the current token, or for the end of the line or the input where the last move found none.</summary>
    public ProblemFormatException Unexpected(string expected)
    {
        string found = _tokenStart < _position ? Quotation.Of(Token)
            : _position < _end ? "the end of the line"
            : "the end of the file";
        return Error($"found {found}; expected {expected}");
    }

    /// <summary>Makes an error at the current token.</summary>
    public ProblemFormatException Error(string problem) => new(name, _line, _tokenStart - _lineStart + 1, problem);

    private static ByteClass[] MakeClasses()
    {
        var classes = new ByteClass[256];
        foreach (byte separator in " \t\r\v\f,}()"u8)
        {
            classes[separator] = ByteClass.Separator;
        }

        classes['{'] = ByteClass.OpeningBrace;
        classes['\n'] = ByteClass.LineEnd;
        return classes;
    }

    private bool SkipSeparators(bool stopAtLineEnd)
    {
        do
        {
            for (; _position < _end; _position++)
            {
                switch (Classes[_buffer[_position]])
                {
                    case ByteClass.Token:
                        return true;
                    case ByteClass.OpeningBrace:
                        HasPassedBrace = true;
                        break;
                    case ByteClass.LineEnd when stopAtLineEnd:
                        return false;
                    case ByteClass.LineEnd:
                        PassLineEnd();
                        _position--;
                        break;
                }
            }
        }
        while (Refill(_end));

        return false;
    }

    private void PassLineEnd()
    {
        _position++;
        _line++;
        _lineStart = _position;
        _lineHasToken = false;
    }

    private void ReadToken()
    {
        _tokenStart = _position;
        _lineHasToken = true;
        if (_buffer[_position] == '=')
        {
            _position++;
            return;
        }

        do
        {
            while (_position < _end && Classes[_buffer[_position]] == ByteClass.Token && _buffer[_position] != '=')
            {
                _position++;
            }
        }
        while (_position == _end && Refill(_tokenStart));
    }

    /// <summary>Reads on, keeping the bytes from <paramref name="keepFrom"/> at the front of the buffer.</summary>
    private bool Refill(int keepFrom)
    {
        if (_endOfStream)
        {
            return false;
        }

        cancellationToken.ThrowIfCancellationRequested();
        if (keepFrom == 0 && _end == BufferLength)
        {
            throw Error($"found a word of more than {BufferLength} characters; expected a number");
        }

        _buffer.AsSpan(keepFrom.._end).CopyTo(_buffer);
        _position -= keepFrom;
        _tokenStart -= keepFrom;
        _lineStart -= keepFrom;
        _end -= keepFrom;
        int count = stream.Read(_buffer.AsSpan(_end));
        _end += count;
        _endOfStream = count == 0;
        return !_endOfStream;
    }
}
