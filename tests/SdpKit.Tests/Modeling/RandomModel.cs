using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using SdpKit.Tests.Verification;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>Draws a model with strictly feasible points on both sides, and writes the same by hand, from its dense twins, with <see cref="SdpProblemBuilder"/>.</summary>
internal sealed class RandomModel
{
    private readonly Random _random;
    private readonly TwinGenerator _generator;
    private readonly double[] _point;
    private readonly double[] _cost;
    private readonly bool _isMaximum;
    private readonly Func<int, Matrix<double>, Matrix<double>> _shift;
    private TwinExpression? _squares;

    /// <summary>Draws a model.</summary>
    /// <param name="seed">Where the random numbers start.</param>
    /// <param name="withSquares">Whether the objective has a sum of squares.</param>
    /// <param name="shift">What is added to the right-hand side of a constraint, by its number and shape; null for nothing.</param>
    public RandomModel(int seed, bool withSquares, Func<int, Matrix<double>, Matrix<double>>? shift = null)
    {
        _shift = shift ?? ((_, right) => right);
        _random = new Random(seed);
        _generator = new TwinGenerator(_random, Model);
        int order = _random.Next(2, 5);
        TwinExpression symmetric = _generator.AddSymmetric(order);
        TwinExpression vector = _generator.AddVector(_random.Next(1, 4));
        _generator.AddMatrix(_random.Next(1, 3), _random.Next(1, 3));
        _generator.AddDiagonal(2);
        _generator.AddScalar();
        _point = [.. _generator.Constant(Model.VariableCount, 1).Enumerate()];
        _cost = new double[Model.VariableCount];
        _isMaximum = !withSquares && _random.Next(2) == 0;

        if (_random.Next(4) > 0)
        {
            AddSemidefinite(symmetric);
        }

        if (_random.Next(2) == 0)
        {
            AddInequality(vector);
        }

        for (int k = _random.Next(1, 3); k > 0; k--)
        {
            AddSemidefinite(_generator.DrawSymmetric(_random.Next(1, 5), _random.Next(1, 4)));
        }

        if (_random.Next(2) == 0)
        {
            AddInequality(_random.Next(2) == 0 ? _generator.DrawSymmetric(2, 2) : _generator.Reshaped(_generator.Draw(2), 2, 2));
        }

        for (int k = _random.Next(3); k > 0; k--)
        {
            AddEquality(_random.Next(3) == 0 ? _generator.DrawSymmetric(2, 2) : _generator.Reshaped(_generator.Draw(2), 1, 1));
        }

        if (withSquares)
        {
            _squares = _random.Next(2) == 0 ? _generator.DrawSymmetric(2, 2) : _generator.Reshaped(_generator.Draw(2), 2, 1);
        }

        SetObjective();
    }

    public SdpModel Model { get; } = new();

    public List<RandomConstraint> Constraints { get; } = [];

    private double Sign => _isMaximum ? -1.0 : 1.0;

    /// <summary>Builds the inequality form from the twins, and gives what turns its optimum into that of the model.</summary>
    public (SdpProblem Problem, Func<double, double> Objective) ByHand()
    {
        var builder = new SdpProblemBuilder(Model.VariableCount);
        builder.SetObjective(_cost);
        double constant = 0.0;
        foreach (RandomConstraint constraint in Constraints)
        {
            Matrix<double> right = constraint.RightHandSide - constraint.Twin.Dense(new double[_point.Length]);
            Matrix<double>[] coefficients = [.. Enumerable.Range(0, _point.Length).Select(k => Coefficient(constraint.Twin, k))];
            constraint.AddTo(builder, right, coefficients);
        }

        if (_squares is not null)
        {
            Matrix<double> zero = _squares.Dense(new double[_point.Length]);
            Matrix<double>[] coefficients = [.. Enumerable.Range(0, _point.Length).Select(k => Coefficient(_squares, k))];
            constant = Inner(zero, zero);
            for (int i = 0; i < _point.Length; i++)
            {
                builder.SetObjective(i, _cost[i] + (2.0 * Inner(zero, coefficients[i])));
                for (int j = 0; j <= i; j++)
                {
                    builder.AddQuadraticEntry(i, j, 2.0 * Inner(coefficients[i], coefficients[j]));
                }
            }
        }

        return (builder.Build(), objective => Sign * (objective + constant));
    }

    private static double Inner(Matrix<double> left, Matrix<double> right) => left.PointwiseMultiply(right).Enumerate().Sum();

    /// <summary>Computes what multiplies a scalar: E(e_k) - E(0), symmetrized where E is symmetric up to rounding.</summary>
    private Matrix<double> Coefficient(TwinExpression twin, int scalar)
    {
        var unit = new double[_point.Length];
        Matrix<double> zero = twin.Dense(unit);
        unit[scalar] = 1.0;
        return twin.Dense(unit) - zero;
    }

    private void AddSemidefinite(TwinExpression twin)
    {
        int order = twin.Expression.RowCount;
        Add(twin, ConstraintKind.Semidefinite, Definite(order), Definite(order));
    }

    private void AddInequality(TwinExpression twin) =>
        Add(twin, ConstraintKind.NonNegative, Symmetrized(twin, _generator.Constant(twin.Expression.RowCount, twin.Expression.ColumnCount).PointwiseAbs()), _generator.Constant(twin.Expression.RowCount, twin.Expression.ColumnCount).PointwiseAbs());

    private void AddEquality(TwinExpression twin) =>
        Add(twin, ConstraintKind.Equal, Matrix<double>.Build.Dense(twin.Expression.RowCount, twin.Expression.ColumnCount), _generator.Constant(twin.Expression.RowCount, twin.Expression.ColumnCount));

    /// <summary>Requires the twin with a slack at the point, and lets the cost have a multiplier.</summary>
    private void Add(TwinExpression twin, ConstraintKind kind, Matrix<double> slack, Matrix<double> multiplier)
    {
        bool isReversed = kind != ConstraintKind.Equal && _random.Next(2) == 0;
        double sign = isReversed ? -1.0 : 1.0;
        Matrix<double> right = twin.Dense(_point) - (sign * slack);
        if (twin.Expression.RowCount == twin.Expression.ColumnCount)
        {
            right = Symmetrized(twin, right);
        }

        for (int k = 0; k < _cost.Length; k++)
        {
            _cost[k] += sign * Inner(Symmetrized(twin, multiplier), Coefficient(twin, k));
        }

        right = _shift(Constraints.Count, right);
        Constraint constraint = (kind, isReversed) switch
        {
            (ConstraintKind.Semidefinite, false) => twin.Expression >> right,
            (ConstraintKind.Semidefinite, true) => twin.Expression << right,
            (ConstraintKind.NonNegative, false) => twin.Expression >= right,
            (ConstraintKind.NonNegative, true) => twin.Expression <= right,
            _ => twin.Expression == right,
        };
        Model.Require(constraint);
        Constraints.Add(new RandomConstraint(twin, kind, isReversed, right, constraint));
    }

    private static Matrix<double> Symmetrized(TwinExpression twin, Matrix<double> matrix) =>
        twin.Expression.RowCount == twin.Expression.ColumnCount && SymmetryTest.Violation(twin.Expression) is null ? (matrix + matrix.Transpose()) / 2.0 : matrix;

    private Matrix<double> Definite(int order)
    {
        Matrix<double> factor = _generator.Constant(order, order);
        return (factor * factor.Transpose()) + (0.1 * Matrix<double>.Build.DenseIdentity(order));
    }

    private void SetObjective()
    {
        AffineExpression objective = Sum(_generator.Variables.Select(variable =>
        {
            // <C, V> counts the two entries of a symmetric pair.
            SdpKit.Modeling.Terms.VariableView view = ((Variable)variable.Expression).View;
            Matrix<double> weights = Matrix<double>.Build.Dense(view.Rows, view.Columns, (i, j) => view.At(i, j) is var k && k >= 0 ? Sign * _cost[k] * (view.IsSymmetric && i != j ? 0.5 : 1.0) : 0.0);
            return InnerProduct(weights, variable.Expression);
        }));
        if (_isMaximum)
        {
            Model.Maximize(objective);
        }
        else
        {
            Model.Minimize(_squares is null ? objective : objective + SumOfSquares(_squares.Expression));
        }
    }
}
