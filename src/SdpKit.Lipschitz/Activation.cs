using System.Globalization;
using SdpKit.Lipschitz.Activations;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz;

/// <summary>Represents a scalar activation function, applied to each neuron. Immutable and thread-safe; two activations with the same name are equal.</summary>
public abstract class Activation : IEquatable<Activation>
{
    /// <summary>Bounds the error of a value or a derivative as computed from exponentials, for values up to 1; far more than they are off.</summary>
    private const double EvaluationError = 1e-13;

    private readonly double _curvature;
    private readonly bool _hasKink;

    /// <param name="name">The name.</param>
    /// <param name="slopes">The slopes.</param>
    /// <param name="curvature">A bound of |phi''|, except at a kink.</param>
    /// <param name="hasKink">Whether phi' jumps at 0.</param>
    private protected Activation(string name, SlopeRange slopes, double curvature, bool hasKink) =>
        (Name, Slopes, _curvature, _hasKink) = (name, slopes, curvature, hasKink);

    /// <summary>Gets x: a layer without activation.</summary>
    public static Activation Identity { get; } = new PiecewiseLinear("identity", 1.0);

    /// <summary>Gets max(x, 0), slopes [0, 1].</summary>
    public static Activation Relu { get; } = new PiecewiseLinear("relu", 0.0);

    /// <summary>Gets the hyperbolic tangent, slopes [0, 1].</summary>
    public static Activation Tanh { get; } = new HyperbolicTangent();

    /// <summary>Gets 1 / (1 + e^-x), slopes [0, 1/4].</summary>
    public static Activation Sigmoid { get; } = new LogisticSigmoid();

    /// <summary>Gets the error function, slopes within [0, 1.1283791671].</summary>
    public static Activation Erf { get; } = new ErrorFunction();

    /// <summary>Gets log(1 + e^x), slopes [0, 1].</summary>
    public static Activation Softplus { get; } = new LogisticIntegral();

    /// <summary>Gets x / (1 + e^-x), also called swish, slopes within [-0.0998393202, 1.0998393202].</summary>
    public static Activation Silu { get; } = new SigmoidLinearUnit();

    /// <summary>Gets x Phi(x), Phi the normal distribution function, slopes within [-0.1289041453, 1.1289041453].</summary>
    public static Activation Gelu { get; } = new GaussianLinearUnit();

    /// <summary>Gets x (1 + tanh(sqrt(2/pi) (x + 0.044715 x^3))) / 2, the common approximation of <see cref="Gelu"/>, slopes within [-0.1289930688, 1.1289930688].</summary>
    public static Activation GeluTanh { get; } = new GaussianLinearUnitApproximation();

    /// <summary>Gets the name, with the parameter in parentheses where there is one, such as <c>leaky_relu(0.01)</c>; <see cref="TryParse"/> reads it.</summary>
    public string Name { get; }

    /// <summary>Gets a range of all slopes between any two points, rounded outward where the exact one is not a pair of doubles.</summary>
    public SlopeRange Slopes { get; }

    /// <summary>Makes x for x > 0 and slope * x below.</summary>
    /// <param name="slope">The slope below 0, finite.</param>
    /// <exception cref="ArgumentOutOfRangeException">The slope is not finite.</exception>
    public static Activation LeakyRelu(double slope) => new PiecewiseLinear(WithParameter("leaky_relu", slope), slope);

    /// <summary>Makes x for x > 0 and alpha (e^x - 1) below, slopes [min(0, alpha), max(1, alpha)].</summary>
    /// <param name="alpha">Minus the limit at minus infinity, finite; 1 in most networks.</param>
    /// <exception cref="ArgumentOutOfRangeException">Alpha is not finite.</exception>
    public static Activation Elu(double alpha = 1.0) => new ExponentialLinearUnit(WithParameter("elu", alpha), alpha);

    /// <summary>Reads a name as <see cref="Name"/> gives it; false where there is no such activation.</summary>
    /// <param name="name">Such as <c>relu</c>, <c>leaky_relu(0.01)</c>, <c>elu</c>; upper and lower case are the same.</param>
    /// <param name="activation">Receives the activation, or null.</param>
    public static bool TryParse(string name, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out Activation? activation)
    {
        ArgumentNullException.ThrowIfNull(name);
        string lower = name.Trim().ToLowerInvariant();
        activation = lower switch
        {
            "identity" => Identity,
            "relu" => Relu,
            "tanh" => Tanh,
            "sigmoid" => Sigmoid,
            "erf" => Erf,
            "softplus" => Softplus,
            "silu" or "swish" => Silu,
            "gelu" => Gelu,
            "gelu_tanh" => GeluTanh,
            "elu" => Elu(),
            _ when TryReadParameter(lower, "leaky_relu", out double slope) => LeakyRelu(slope),
            _ when TryReadParameter(lower, "elu", out double alpha) => Elu(alpha),
            _ => null,
        };
        return activation is not null;
    }

    /// <summary>Computes the value at a point.</summary>
    /// <param name="x">The point.</param>
    public abstract double Evaluate(double x);

    /// <summary>Computes the derivative at a point; at a kink, the derivative from the right.</summary>
    /// <param name="x">The point.</param>
    public abstract double Derivative(double x);

    /// <summary>Tells whether another activation is the same function.</summary>
    /// <param name="other">The other activation.</param>
    public bool Equals(Activation? other) => other?.Name == Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as Activation);

    /// <inheritdoc/>
    public override int GetHashCode() => Name.GetHashCode(StringComparison.Ordinal);

    /// <summary>Returns <see cref="Name"/>.</summary>
    public override string ToString() => Name;

    /// <summary>Encloses the value at an enclosed point.</summary>
    internal EnclosedNumber Enclose(EnclosedNumber x) => Enclose(x, Slopes.Magnitude);

    /// <summary>Encloses the value at an enclosed point, around which the slopes are at most as large as given.</summary>
    internal EnclosedNumber Enclose(EnclosedNumber x, double steepest) =>
        x.IsKnown ? EncloseAt(x.Center).Widened(((EnclosedNumber)steepest * x.Radius).Upper) : EnclosedNumber.Unknown;

    /// <summary>Encloses the derivative at all points within the radius of an enclosed one; nothing is known where a kink may be among them.</summary>
    internal EnclosedNumber EncloseDerivative(EnclosedNumber x)
    {
        if (!x.IsKnown || (_hasKink && x.MayBeZero))
        {
            return EnclosedNumber.Unknown;
        }

        double derivative = Derivative(x.Center);
        return _curvature == 0.0
            ? derivative
            : new EnclosedNumber(derivative, (((EnclosedNumber)_curvature * x.Radius) + ((EnclosedNumber)EvaluationError * ((EnclosedNumber)1.0 + Slopes.Magnitude))).Upper);
    }

    /// <summary>Encloses the value at a double.</summary>
    private protected virtual EnclosedNumber EncloseAt(double x) =>
        new(Evaluate(x), ((EnclosedNumber)EvaluationError * ((EnclosedNumber)1.0 + Math.Abs(x)) * ((EnclosedNumber)1.0 + Slopes.Magnitude)).Upper);

    private static string WithParameter(string name, double parameter) => double.IsFinite(parameter)
        ? FormattableString.Invariant($"{name}({parameter})")
        : throw new ArgumentOutOfRangeException(nameof(parameter), parameter, $"The parameter of {name} must be finite.");

    private static bool TryReadParameter(string text, string name, out double parameter)
    {
        parameter = double.NaN;
        return text.StartsWith(name + "(", StringComparison.Ordinal)
            && text.EndsWith(')')
            && double.TryParse(text.AsSpan(name.Length + 1, text.Length - name.Length - 2), NumberStyles.Float, CultureInfo.InvariantCulture, out parameter)
            && double.IsFinite(parameter);
    }
}
