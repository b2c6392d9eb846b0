using System.Numerics;
using SdpKit.Lipschitz.Activations;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.LowerBounds;

/// <summary>Computes |J d| / |d| of piecewise linear networks in exact arithmetic: what is left where many layers have made the values smaller than the errors of doubles.</summary>
internal static class ExactJacobian
{
    /// <summary>About the most products of a weight and 53 bits of a number, which take some seconds.</summary>
    private const double Effort = 1e7;

    /// <summary>Computes the quotient, rounded down; 0 where the network is not piecewise linear, has weights that were rounded or is too large, or where the point lies on a kink.</summary>
    public static double NormBelow(Network network, ReadOnlySpan<double> point, ReadOnlySpan<double> direction, CancellationToken cancellationToken)
    {
        double effort = network.Layers.Select((layer, l) => (l + 1.0) * layer.InputSize * layer.OutputSize).Sum();
        if (effort > Effort || network.Layers.Any(layer => layer.Activation is not PiecewiseLinear || !layer.IsExact))
        {
            return 0.0;
        }

        var value = ExactVector.Of(point);
        var start = ExactVector.Of(direction);
        ExactVector derivative = start;
        foreach (DenseLayer layer in network.Layers)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var activation = (PiecewiseLinear)layer.Activation;
            value = value.Multiply(layer, layer.Bias.AsSpan());
            derivative = derivative.Multiply(layer, []);
            if (activation.Slope != 1.0 && value.Mantissas.Zip(derivative.Mantissas).Any(pair => pair.First.IsZero && !pair.Second.IsZero))
            {
                return 0.0;
            }

            (value, derivative) = (value.MultiplySlopes(activation, value), derivative.MultiplySlopes(activation, value));
        }

        return RootOfRatioBelow(derivative.SquaredNorm, start.SquaredNorm, derivative.Exponent - start.Exponent);
    }

    /// <summary>Computes sqrt(numerator / denominator) 2^exponent, rounded down.</summary>
    private static double RootOfRatioBelow(BigInteger numerator, BigInteger denominator, int exponent)
    {
        const int Bits = 53;
        if (numerator.IsZero || denominator.IsZero)
        {
            return 0.0;
        }

        // Even shifts, whose roots are powers of two.
        int upper = ((int)numerator.GetBitLength() - Bits) & ~1;
        int lower = ((int)denominator.GetBitLength() - Bits) & ~1;
        double quotient = (double)Shifted(numerator, upper) / (double)(Shifted(denominator, lower) + BigInteger.One);
        double root = Math.Sqrt(quotient) * (1.0 - 1e-12);
        return Math.Max(0.0, ((EnclosedNumber)root).ScaledBy(exponent + ((upper - lower) / 2)).Lower);
    }

    private static BigInteger Shifted(BigInteger value, int bits) => bits >= 0 ? value >> bits : value << -bits;
}
