using System.Globalization;

namespace SdpKit.Cli.Pictures;

/// <summary>Maps values to places on a picture, linearly or by their logarithms, and names round values.</summary>
internal sealed class Axis
{
    /// <summary>The most labels that fit beside each other.</summary>
    private const int MostLabels = 12;

    private static readonly double[] Digits = [1.0, 2.0, 5.0, 10.0];

    private readonly double _least;
    private readonly double _greatest;
    private readonly double _start;
    private readonly double _end;
    private readonly bool _isLogarithmic;

    private Axis(double least, double greatest, double start, double end, bool isLogarithmic) =>
        (_least, _greatest, _start, _end, _isLogarithmic) = (least, greatest, start, end, isLogarithmic);

    /// <summary>Gets the round values, with a step of 1, 2 or 5 times a power of ten, or of whole powers of ten.</summary>
    public IEnumerable<double> Labels
    {
        get
        {
            double step = _isLogarithmic ? Math.Max(1.0, Math.Ceiling((_greatest - _least) / MostLabels)) : RoundStep((_greatest - _least) / (MostLabels / 2));
            // The 0 added makes 0 of -0.
            for (double k = Math.Ceiling(_least / step) + 0.0; k * step <= _greatest * (1.0 + 1e-12); k++)
            {
                yield return _isLogarithmic ? Math.Pow(10.0, k * step) : k * step;
            }
        }
    }

    /// <summary>Makes an axis from 0 to at least a value.</summary>
    public static Axis FromZero(double greatest, double start, double end) => Between(0.0, greatest, start, end);

    /// <summary>Makes an axis from a value to a greater one.</summary>
    public static Axis Between(double least, double greatest, double start, double end) => new(least, greatest > least ? greatest : least + 1.0, start, end, isLogarithmic: false);

    /// <summary>Makes an axis of powers of ten around positive values.</summary>
    public static Axis Logarithmic(double least, double greatest, double start, double end)
    {
        double first = Math.Floor(Math.Log10(least));
        return new Axis(first, Math.Max(first + 1.0, Math.Ceiling(Math.Log10(greatest))), start, end, isLogarithmic: true);
    }

    /// <summary>Gets the place of a value.</summary>
    public double this[double value]
    {
        get
        {
            double position = _isLogarithmic ? Math.Log10(value) : value;
            return _start + ((_end - _start) * (position - _least) / (_greatest - _least));
        }
    }

    /// <summary>Formats a label.</summary>
    public string Text(double label) => _isLogarithmic && Math.Abs(Math.Log10(label)) > 3.5
        ? string.Create(CultureInfo.InvariantCulture, $"1e{Math.Round(Math.Log10(label))}")
        : label.ToString("g4", CultureInfo.InvariantCulture);

    private static double RoundStep(double least)
    {
        double decade = Math.Pow(10.0, Math.Floor(Math.Log10(least)));
        return decade * Digits.First(digit => digit * decade >= least * (1.0 - 1e-12));
    }
}
