using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Formats.Onnx.Signals;

/// <summary>Recognises activations that exporters write as products of a value and a gate: silu, and gelu with the error function or the hyperbolic tangent.</summary>
/// <remarks>
/// With a value a x and a gate p + q g, g one of s(cx), erf(cx), tanh(u(x)), s the logistic sigmoid:
/// <code>
/// a x q s(cx) = (aq/c) silu(cx);   a x p (1 + erf(cx)) = (2ap/t) gelu(tx), t = sqrt(2) c;   a x p (1 + tanh(u(x))) = 2ap gelu_tanh(x).
/// </code>
/// </remarks>
internal static class GatedActivations
{
    /// <summary>Constants such as sqrt(2) are float32 in most files: so near they are taken for what they stand for. The slopes of gelu(tx)/t are the same for each t.</summary>
    private const double Rounding = 1e-6;

    /// <summary>Computes the product of two values; null where it is no activation.</summary>
    public static Signal? Multiply(OnnxNode node, Signal one, Signal other) => Gate(node, one, other) ?? Gate(node, other, one);

    /// <summary>Tells whether a number is another one, rounded to float32.</summary>
    public static bool IsNear(double value, double constant) => Math.Abs(value - constant) <= Rounding * Math.Abs(constant);

    private static Signal? Gate(OnnxNode node, Signal gate, Signal value)
    {
        if (gate.Layers is not { } layers || !gate.Base.IsIdentity || !layers.Argument.IsLike(value) || !layers.Argument.Offset.IsZero || !value.Offset.IsZero)
        {
            return null;
        }

        (EnclosedNumber a, EnclosedNumber p, EnclosedNumber q, EnclosedNumber c) = (value.Factor, gate.Offset, gate.Factor, layers.Argument.Factor);
        return layers.Activation switch
        {
            null when p.Center == q.Center => Activate(node, value, 1.0, Activation.GeluTanh, (EnclosedNumber)2.0 * a * p),
            { Name: "sigmoid" } when p.IsZero && !c.MayBeZero => Activate(node, value, c, Activation.Silu, a * q / c),
            { Name: "erf" } when p.Center == q.Center && !c.MayBeZero => OfErrorFunction(node, value, IsNear(Math.Sqrt(2.0) * c.Center, 1.0) ? 1.0 : EnclosedNumber.Sqrt(2.0) * c, a * p),
            _ => null,
        };
    }

    private static Signal OfErrorFunction(OnnxNode node, Signal value, EnclosedNumber t, EnclosedNumber factor) => Activate(node, value, t, Activation.Gelu, (EnclosedNumber)2.0 * factor / t);

    private static Signal Activate(OnnxNode node, Signal value, EnclosedNumber inner, Activation activation, EnclosedNumber outer) =>
        SignalActivations.Activate(node, value with { Factor = inner }, activation).Scaled(outer);
}
