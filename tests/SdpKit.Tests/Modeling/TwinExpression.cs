using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;

namespace SdpKit.Tests.Modeling;

/// <summary>Represents an expression beside the same written as plain dense arithmetic on the values of the variables.</summary>
/// <param name="Expression">The expression.</param>
/// <param name="Dense">Its value at values of all scalars.</param>
internal sealed record TwinExpression(AffineExpression Expression, Func<double[], Matrix<double>> Dense)
{
    public static TwinExpression operator +(TwinExpression left, TwinExpression right) => new(left.Expression + right.Expression, x => left.Dense(x) + right.Dense(x));

    public static TwinExpression Constant(Matrix<double> value) => new(value, _ => value);
}
