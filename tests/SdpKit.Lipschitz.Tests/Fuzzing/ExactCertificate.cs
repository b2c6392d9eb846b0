using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Lipschitz.Tests.Fuzzing;

/// <summary>The naive twin of the verifier: the steps of docs/certificates.md in exact arithmetic.</summary>
internal static class ExactCertificate
{
    /// <summary>Decides whether the parts of a certificate prove its bound of a network.</summary>
    public static bool Proves(LipschitzCertificate certificate, Network network)
    {
        DyadicNumber square = 1.0;
        foreach (CertificatePart part in certificate.Parts)
        {
            if (!IsProved(part, network, part.LastLayer == network.Layers.Length - 1 ? certificate.Output : OutputSelection.All))
            {
                return false;
            }

            square *= ((DyadicNumber)part.Rho).ScaledBy(part.RhoExponent);
        }

        return (((DyadicNumber)certificate.Bound * certificate.Bound) - square).Sign >= 0;
    }

    private static bool IsProved(CertificatePart part, Network network, OutputSelection output)
    {
        List<Layer> layers = [.. Enumerable.Range(part.FirstLayer, part.LastLayer + 1 - part.FirstLayer).Select(l => Layer.Of(network.Layers[l], l < part.LastLayer ? part.Multipliers[l - part.FirstLayer] : [],
            part.MultiplierExponents.IsEmpty || l == part.LastLayer ? 0 : part.MultiplierExponents[l - part.FirstLayer]))];
        layers[^1] = layers[^1].Folded(output);
        RemoveIdle(layers);
        for (int l = layers.Count - 2; l >= 0; l--)
        {
            if (layers[l].Slopes.All(slope => slope.Minimum == slope.Maximum))
            {
                layers[l] = layers[l + 1].Times(layers[l]);
                layers.RemoveAt(l + 1);
            }
        }

        RemoveIdle(layers);
        return layers.Count == 0 || DyadicNumber.IsPositiveDefinite(Matrix(layers, ((DyadicNumber)part.Rho).ScaledBy(part.RhoExponent)));
    }

    private static void RemoveIdle(List<Layer> layers)
    {
        for (int l = 0; l < layers.Count - 1; l++)
        {
            int[] busy = [.. Enumerable.Range(0, layers[l].Rows).Where(k => layers[l].Slopes[k].Magnitude > 0.0
                && Enumerable.Range(0, layers[l].Columns).Any(j => layers[l].Weights[k, j].Sign != 0)
                && Enumerable.Range(0, layers[l + 1].Rows).Any(i => layers[l + 1].Weights[i, k].Sign != 0))];
            if (busy.Length < layers[l].Rows)
            {
                layers[l + 1] = layers[l + 1].Select([.. Enumerable.Range(0, layers[l + 1].Rows)], busy);
                layers[l] = layers[l].Select(busy, [.. Enumerable.Range(0, layers[l].Columns)]);
                l = -1;
            }
        }

        if (layers.Any(layer => layer.Rows == 0 || layer.Weights.Cast<DyadicNumber>().All(weight => weight.Sign == 0)))
        {
            layers.Clear();
        }
    }

    /// <summary>Makes M.</summary>
    private static DyadicNumber[,] Matrix(List<Layer> layers, DyadicNumber rho)
    {
        int[] starts = [0, .. layers.Select((_, l) => layers.Take(l + 1).Sum(layer => layer.Columns)), layers.Sum(layer => layer.Columns) + layers[^1].Rows];
        var matrix = new DyadicNumber[starts[^1], starts[^1]];
        for (int j = 0; j < layers[0].Columns; j++)
        {
            matrix[j, j] = rho;
        }

        for (int l = 0; l < layers.Count; l++)
        {
            Layer layer = layers[l];
            for (int k = 0; k < layer.Rows; k++)
            {
                bool isLast = l == layers.Count - 1;
                DyadicNumber multiplier = isLast ? 0.5 : layer.Multipliers[k];
                DyadicNumber sum = isLast ? -2.0 : (DyadicNumber)layer.Slopes[k].Minimum + layer.Slopes[k].Maximum;
                DyadicNumber product = isLast ? 0.0 : (DyadicNumber)2.0 * layer.Slopes[k].Minimum * layer.Slopes[k].Maximum;
                int row = starts[l + 1] + k;
                matrix[row, row] += (DyadicNumber)2.0 * multiplier;
                for (int j = 0; j < layer.Columns; j++)
                {
                    matrix[row, starts[l] + j] = matrix[starts[l] + j, row] = -multiplier * sum * layer.Weights[k, j];
                    for (int i = 0; i < layer.Columns; i++)
                    {
                        matrix[starts[l] + i, starts[l] + j] += product * multiplier * layer.Weights[k, i] * layer.Weights[k, j];
                    }
                }
            }
        }

        return matrix;
    }

    private sealed record Layer(DyadicNumber[,] Weights, SlopeRange[] Slopes, DyadicNumber[] Multipliers)
    {
        public int Rows => Weights.GetLength(0);

        public int Columns => Weights.GetLength(1);

        public static Layer Of(DenseLayer layer, IEnumerable<double> multipliers, int exponent) => new(
            Filled(layer.OutputSize, layer.InputSize, (i, j) => layer.Row(i)[j]), [.. layer.Slopes], [.. multipliers.Select(value => ((DyadicNumber)value).ScaledBy(exponent))]);

        public Layer Select(int[] rows, int[] columns) => new(
            Filled(rows.Length, columns.Length, (i, j) => Weights[rows[i], columns[j]]), [.. rows.Select(row => Slopes[row])], [.. rows.Where(row => row < Multipliers.Length).Select(row => Multipliers[row])]);

        public Layer Folded(OutputSelection output)
        {
            DyadicNumber Scaled(int i, int j) => Weights[i, j] * Slopes[i].Magnitude;
            return output switch
            {
                { Index: { } index, Subtracted: { } other } => new(Filled(1, Columns, (_, j) => Scaled(index, j) - Scaled(other, j)), [Slopes[index]], []),
                { Index: { } index } => new(Filled(1, Columns, (_, j) => Scaled(index, j)), [Slopes[index]], []),
                _ => this with { Weights = Filled(Rows, Columns, Scaled) },
            };
        }

        /// <summary>Computes the product with the layer before, which has one slope for each neuron.</summary>
        public Layer Times(Layer before) => this with
        {
            Weights = Filled(Rows, before.Columns, (i, j) =>
                Enumerable.Range(0, before.Rows).Aggregate((DyadicNumber)0.0, (sum, k) => sum + (Weights[i, k] * before.Slopes[k].Minimum * before.Weights[k, j]))),
        };

        private static DyadicNumber[,] Filled(int rows, int columns, Func<int, int, DyadicNumber> entry)
        {
            var filled = new DyadicNumber[rows, columns];
            for (int i = 0; i < rows; i++)
            {
                for (int j = 0; j < columns; j++)
                {
                    filled[i, j] = entry(i, j);
                }
            }

            return filled;
        }
    }
}
