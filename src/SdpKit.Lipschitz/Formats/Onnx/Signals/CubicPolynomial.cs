using SdpKit.Lipschitz.Formats.Onnx.Constants;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Represents a x + b x^2 + c x^3 of each number x of a value. The approximation of gelu by the hyperbolic tangent has one; nothing else that is read does.</summary>
/// <param name="Argument">The value x, with factor 1 and without offset.</param>
/// <param name="Linear">a.</param>
/// <param name="Quadratic">b.</param>
/// <param name="Cubic">c.</param>
internal sealed record CubicPolynomial(Signal Argument, double Linear, double Quadratic, double Cubic)
{
    /// <summary>What is wrong with one anywhere else.</summary>
    public const string Problem = "a power of a value that depends on the network's input; expected one only as part of a gelu";

    /// <summary>Computes powers, multiples and sums of powers, and the hyperbolic tangent that ends in gelu; null where the node is none of these.</summary>
    public static object? Compute(OnnxNode node) => (node.Operator, node.Inputs) switch
    {
        ("Pow", [Signal signal, Constant { Count: 1 } exponent]) => Power(signal, exponent.Read()[0]),
        ("Mul", [Signal one, Signal other]) => Of(one) is { } x && Of(other) is { } y && one.IsLike(other) ? new CubicPolynomial(x.Argument, 0.0, x.Linear * y.Linear, 0.0) : null,
        ("Mul", [CubicPolynomial { Linear: 0.0, Cubic: 0.0 } square, Signal signal]) => Cube(square, signal),
        ("Mul", [Signal signal, CubicPolynomial { Linear: 0.0, Cubic: 0.0 } square]) => Cube(square, signal),
        ("Mul", [CubicPolynomial polynomial, Constant { Count: 1 } factor]) => polynomial.Scaled(factor.Read()[0]),
        ("Mul", [Constant { Count: 1 } factor, CubicPolynomial polynomial]) => polynomial.Scaled(factor.Read()[0]),
        ("Add", [CubicPolynomial polynomial, Signal signal]) => polynomial.Plus(signal),
        ("Add", [Signal signal, CubicPolynomial polynomial]) => polynomial.Plus(signal),
        ("Tanh", [CubicPolynomial polynomial]) => polynomial.Gate(node),
        _ => null,
    };

    private static CubicPolynomial? Of(Signal signal) =>
        signal.Offset.IsZero ? new CubicPolynomial(signal with { Factor = 1.0 }, signal.Factor.Center, 0.0, 0.0) : null;

    private static CubicPolynomial? Power(Signal signal, double exponent) => (Of(signal), exponent) switch
    {
        ({ } x, 2.0) => new CubicPolynomial(x.Argument, 0.0, x.Linear * x.Linear, 0.0),
        ({ } x, 3.0) => new CubicPolynomial(x.Argument, 0.0, 0.0, x.Linear * x.Linear * x.Linear),
        _ => null,
    };

    private static CubicPolynomial? Cube(CubicPolynomial square, Signal signal) => square.Argument.IsLike(signal) && signal.Offset.IsZero
        ? new CubicPolynomial(square.Argument, 0.0, 0.0, square.Quadratic * signal.Factor.Center)
        : null;

    private CubicPolynomial Scaled(double factor) => new(Argument, factor * Linear, factor * Quadratic, factor * Cubic);

    private CubicPolynomial? Plus(Signal signal) => Argument.IsLike(signal) && signal.Offset.IsZero ? this with { Linear = Linear + signal.Factor.Center } : null;

    /// <summary>Makes tanh(sqrt(2/pi) (x + 0.044715 x^3)); null for any other polynomial.</summary>
    private Signal? Gate(OnnxNode node)
    {
        double scale = Math.Sqrt(2.0 / Math.PI);
        bool isGate = Quadratic == 0.0 && GatedActivations.IsNear(Linear, scale) && GatedActivations.IsNear(Cubic, 0.044715 * scale);
        return isGate ? new Signal(new LayerList(node, Argument, null), AffineMap.Identity(Argument.Size), Argument.Shape) : null;
    }
}
