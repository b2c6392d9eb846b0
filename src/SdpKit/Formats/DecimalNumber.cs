using System.Buffers.Text;

namespace SdpKit.Formats;

/// <summary>Parses decimal numbers as Fortran and C programs write them: <c>+1.5</c>, <c>.5</c>, <c>2.</c>, <c>1e-3</c>, <c>1D-03</c>.</summary>
internal static class DecimalNumber
{
    /// <summary>10^0 to 10^22, the powers of ten that a double holds exactly.</summary>
    private static readonly double[] ExactPowers =
    [
        1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22,
    ];

    /// <summary>Parses the whole text to the nearest double.</summary>
    /// <returns>False where the text is not a number of this form; a number too large for a double gives true and an infinity.</returns>
    public static bool TryParse(ReadOnlySpan<byte> text, out double value)
    {
        value = 0.0;
        int k = text is [(byte)'+' or (byte)'-', ..] ? 1 : 0;
        ulong mantissa = 0;
        int digits = 0;
        int exponent = 0;
        int point = -1;
        for (; k < text.Length; k++)
        {
            uint digit = text[k] - (uint)'0';
            if (digit <= 9)
            {
                mantissa = (mantissa * 10) + digit;
                digits++;
            }
            else if (text[k] == '.' && point < 0)
            {
                point = digits;
            }
            else
            {
                break;
            }
        }

        if (digits == 0 || (k < text.Length && !TryParseExponent(text[k..], out exponent)))
        {
            return false;
        }

        // Clinger's fast path: both factors are exact, so the one rounding of the product or quotient is the right one. 18 digits do not overflow the mantissa.
        exponent -= point < 0 ? 0 : digits - point;
        if (digits <= 18 && mantissa <= 1UL << 53 && Math.Abs(exponent) <= 22)
        {
            double magnitude = exponent < 0 ? mantissa / ExactPowers[-exponent] : mantissa * ExactPowers[exponent];
            value = text[0] == '-' ? -magnitude : magnitude;
            return true;
        }

        return TryParseWithLibrary(text, k, out value);
    }

    private static bool TryParseExponent(ReadOnlySpan<byte> text, out int exponent)
    {
        exponent = 0;
        if ((text[0] | 0x20) is not ('e' or 'd'))
        {
            return false;
        }

        int start = text is [_, (byte)'+' or (byte)'-', ..] ? 2 : 1;
        for (int k = start; k < text.Length; k++)
        {
            uint digit = text[k] - (uint)'0';
            if (digit > 9)
            {
                return false;
            }

            // Any exponent this large is left to the library, which knows infinity and zero.
            exponent = Math.Min((exponent * 10) + (int)digit, 100_000);
        }

        exponent = text[1..].StartsWith((byte)'-') ? -exponent : exponent;
        return text.Length > start;
    }

    private static bool TryParseWithLibrary(ReadOnlySpan<byte> text, int exponentPlace, out double value)
    {
        if (exponentPlace == text.Length || (text[exponentPlace] | 0x20) == 'e')
        {
            return Utf8Parser.TryParse(text, out value, out int length) && length == text.Length;
        }

        byte[] withE = text.ToArray();
        withE[exponentPlace] = (byte)'e';
        return Utf8Parser.TryParse(withE, out value, out int lengthWithE) && lengthWithE == withE.Length;
    }
}
