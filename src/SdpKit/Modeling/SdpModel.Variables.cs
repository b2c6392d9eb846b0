using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <content>Variables and parameters.</content>
public sealed partial class SdpModel
{
    /// <summary>Adds a scalar variable, free of sign.</summary>
    /// <param name="name">Its name in messages.</param>
    public Variable AddScalar(string name) => Add(name, ViewKind.Rectangular, 1, 1);

    /// <summary>Adds a column of scalar variables, free of sign.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="count">The number of entries, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is below 1.</exception>
    public Variable AddVector(string name, int count) => Add(name, ViewKind.Rectangular, count, 1);

    /// <summary>Adds a matrix of scalar variables, each entry by itself.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="rows">The number of rows, at least 1.</param>
    /// <param name="columns">The number of columns, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public Variable AddMatrix(string name, int rows, int columns) => Add(name, ViewKind.Rectangular, rows, columns);

    /// <summary>Adds a symmetric matrix; it need not be semidefinite, which is for a constraint to say.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="order">The order, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public Variable AddSymmetricMatrix(string name, int order) => Add(name, ViewKind.Symmetric, order, order);

    /// <summary>Adds a diagonal matrix.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="order">The order, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The order is below 1.</exception>
    public Variable AddDiagonalMatrix(string name, int order) => Add(name, ViewKind.Diagonal, order, order);

    /// <summary>Adds data that may be changed between solves.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="value">A constant: a number, an array, or a constant expression, whose shape every later value must have.</param>
    /// <param name="sign">What holds for every entry of every value; what is not known to be non-negative cannot be the factor of a convex expression.</param>
    /// <exception cref="ArgumentException">The value is not constant, or contradicts the sign.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sign is none of those there are.</exception>
    public Parameter AddParameter(string name, AffineExpression value, Sign sign = Sign.Unknown) => Add(name, value, sign, isSymmetric: false);

    /// <summary>Adds a symmetric matrix of data that may be changed between solves, and stays symmetric.</summary>
    /// <param name="name">Its name in messages.</param>
    /// <param name="value">A symmetric constant, whose order every later value must have.</param>
    /// <param name="sign">What holds for every entry of every value.</param>
    /// <exception cref="ArgumentException">The value is not constant or not symmetric, or contradicts the sign.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The sign is none of those there are.</exception>
    public Parameter AddSymmetricParameter(string name, AffineExpression value, Sign sign = Sign.Unknown) => Add(name, value, sign, isSymmetric: true);

    /// <summary>Finds the parameter that a scalar belongs to.</summary>
    internal Parameter ParameterOf(int scalar) => _parameters.Find(scalar);

    /// <summary>Finds the name of the variable that a scalar belongs to.</summary>
    internal string NameOf(int scalar) => scalar < VariableCount ? _variables.Find(scalar) : "an auxiliary variable";

    private Parameter Add(string name, AffineExpression value, Sign sign, bool isSymmetric)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(value);
        if (!Enum.IsDefined(sign))
        {
            throw new ArgumentOutOfRangeException(nameof(sign), sign, "Unknown sign.");
        }

        var parameter = new Parameter(this, name, ParameterCount, value.ConstantPart, sign, isSymmetric);
        parameter.Check(value);
        _parameters.Add(parameter, parameter.Count);
        return parameter;
    }

    private Variable Add(string name, ViewKind kind, int rows, int columns)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        var variable = new Variable(this, name, new VariableView(kind, rows, columns, VariableCount));
        _variables.Add(name, variable.View.Count);
        return variable;
    }
}
