using System.Globalization;
using System.Text;
using SdpKit.Cli.Pictures;

namespace SdpKit.Cli.Reporting;

/// <summary>Draws the multipliers of each hidden layer, one dot a neuron in the order of the layer, on a logarithmic axis.</summary>
internal static class MultipliersPicture
{
    /// <summary>Draws the picture; null where no multiplier is positive.</summary>
    public static string? Draw(IReadOnlyList<IReadOnlyList<double>> layers)
    {
        double[] positive = [.. layers.SelectMany(layer => layer).Where(multiplier => multiplier > 0.0)];
        if (positive.Length == 0)
        {
            return null;
        }

        SvgPicture picture = PlotFrame.Begin("Multipliers, layer by layer");
        var values = Axis.Logarithmic(positive.Min(), positive.Max(), PlotFrame.Bottom, PlotFrame.Top);
        PlotFrame.AddRows(picture, values, values.Text);
        double width = (PlotFrame.Right - PlotFrame.Left) / layers.Count;
        int labelStep = 1 + ((layers.Count - 1) / 16);
        for (int l = 0; l < layers.Count; l++)
        {
            double left = PlotFrame.Left + (l * width);
            picture.Add($"""<path d="M{left:F1} {PlotFrame.Top}V{PlotFrame.Bottom}" stroke="#ddd"/>""");
            picture.Add($"""<path d="{Dots(layers[l], left, width, values)}" stroke="{SvgPicture.Color(l)}" stroke-width="4" stroke-linecap="round"/>""");
            if (l % labelStep == 0)
            {
                picture.Add($"""<text x="{left + (width / 2.0):F1}" y="{PlotFrame.Bottom + 18}" text-anchor="middle">{l + 1}</text>""");
            }
        }

        PlotFrame.AddColumnTitle(picture, "hidden layer, its neurons in order; multipliers that are 0 are left out");
        return picture.ToString();
    }

    private static string Dots(IReadOnlyList<double> layer, double left, double width, Axis values)
    {
        StringBuilder path = new();
        for (int k = 0; k < layer.Count; k++)
        {
            if (layer[k] > 0.0)
            {
                path.Append(CultureInfo.InvariantCulture, $"M{left + (width * (k + 0.5) / layer.Count):F1} {values[layer[k]]:F1}h0");
            }
        }

        return path.ToString();
    }
}
