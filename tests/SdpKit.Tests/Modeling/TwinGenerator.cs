using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using SdpKit.Tests.Verification;
using static SdpKit.Modeling.Expressions;

namespace SdpKit.Tests.Modeling;

/// <summary>Draws variables and expressions with their dense twins.</summary>
internal sealed class TwinGenerator(Random random, SdpModel model)
{
    private const int LargestSize = 4;

    public Random Random { get; } = random;

    public SdpModel Model { get; } = model;

    public List<TwinExpression> Variables { get; } = [];

    /// <summary>Adds one variable of each kind.</summary>
    public TwinGenerator WithVariables()
    {
        AddScalar();
        AddVector(Random.Next(1, LargestSize));
        AddMatrix(Random.Next(1, LargestSize), Random.Next(1, LargestSize));
        AddSymmetric(Random.Next(1, LargestSize));
        AddDiagonal(Random.Next(1, LargestSize));
        return this;
    }

    public TwinExpression AddScalar() => Add(Model.AddScalar("t"), (x, first) => Matrix<double>.Build.Dense(1, 1, x[first]));

    public TwinExpression AddVector(int count) => Add(Model.AddVector("x", count), (x, first) => Matrix<double>.Build.Dense(count, 1, (i, _) => x[first + i]));

    public TwinExpression AddMatrix(int rows, int columns) =>
        Add(Model.AddMatrix("M", rows, columns), (x, first) => Matrix<double>.Build.Dense(rows, columns, (i, j) => x[first + i + (rows * j)]));

    public TwinExpression AddSymmetric(int order) => Add(
        Model.AddSymmetricMatrix("S", order),
        (x, first) => Matrix<double>.Build.Dense(order, order, (i, j) => x[first + (Math.Max(i, j) * (Math.Max(i, j) + 1) / 2) + Math.Min(i, j)]));

    public TwinExpression AddDiagonal(int order) =>
        Add(Model.AddDiagonalMatrix("D", order), (x, first) => Matrix<double>.Build.Dense(order, order, (i, j) => i == j ? x[first + i] : 0.0));

    /// <summary>Draws an expression of some shape, as deep as asked.</summary>
    public TwinExpression Draw(int depth)
    {
        if (depth == 0)
        {
            return Variables[Random.Next(Variables.Count)];
        }

        TwinExpression e = Draw(depth - 1);
        (int rows, int columns) = (e.Expression.RowCount, e.Expression.ColumnCount);
        bool isSquare = rows == columns;
        switch (Random.Next(17))
        {
            case 0:
                return new(-e.Expression, x => -e.Dense(x));
            case 1:
                double factor = Random.NextDouble() + 0.5;
                return new(factor * e.Expression / 2.0, x => factor * e.Dense(x) / 2.0);
            case 2:
                Matrix<double> left = Constant(Random.Next(1, LargestSize), rows);
                return new(left * e.Expression, x => left * e.Dense(x));
            case 3:
                Matrix<double> right = Constant(columns, Random.Next(1, LargestSize));
                return new(e.Expression * right.ToArray(), x => e.Dense(x) * right);
            case 4:
                return new(Transpose(e.Expression), x => e.Dense(x).Transpose());
            case 5:
                return e + Reshaped(Draw(depth - 1), rows, columns);
            case 6:
                TwinExpression other = Reshaped(Draw(depth - 1), rows, columns);
                return new(e.Expression - other.Expression, x => e.Dense(x) - other.Dense(x));
            case 7:
                Matrix<double> weights = Constant(rows, columns);
                return new(InnerProduct(weights, e.Expression), x => Scalar(weights.PointwiseMultiply(e.Dense(x)).Enumerate().Sum()));
            case 8:
                return new(Sum(e.Expression), x => Scalar(e.Dense(x).Enumerate().Sum()));
            case 9 when isSquare:
                return new(Trace(e.Expression), x => Scalar(e.Dense(x).Diagonal().Sum()));
            case 10 when isSquare:
                return new(Diagonal(e.Expression), x => e.Dense(x).Diagonal().ToColumnMatrix());
            case 11 when columns == 1 && rows < 8:
                return new(DiagonalMatrix(e.Expression), x => Matrix<double>.Build.DenseOfDiagonalVector(e.Dense(x).Column(0)));
            case 12 when rows * columns < 40:
                Matrix<double> k = Constant(Random.Next(1, 3), Random.Next(1, 3));
                return Random.Next(2) == 0
                    ? new(Kronecker(k, e.Expression), x => k.KroneckerProduct(e.Dense(x)))
                    : new(Kronecker(e.Expression, k), x => e.Dense(x).KroneckerProduct(k));
            case 13:
                return Part(e);
            case 14 when rows < 6 && columns < 6:
                return Joined(e, Draw(depth - 1));
            case 15:
                return new(e.Expression.Stacked(), x => Matrix<double>.Build.DenseOfColumnMajor(rows * columns, 1, e.Dense(x).ToColumnMajorArray()));
            default:
                return TimesMatrix(e);
        }
    }

    /// <summary>Draws a symmetric expression of a given order.</summary>
    public TwinExpression DrawSymmetric(int order, int depth)
    {
        TwinExpression e = Reshaped(Draw(depth), order, order);
        return new((e.Expression + Transpose(e.Expression)) / 2.0, x => (e.Dense(x) + e.Dense(x).Transpose()) / 2.0);
    }

    /// <summary>Gives an expression another shape, by constants from both sides.</summary>
    public TwinExpression Reshaped(TwinExpression e, int rows, int columns)
    {
        Matrix<double> left = Constant(rows, e.Expression.RowCount);
        Matrix<double> right = Constant(e.Expression.ColumnCount, columns);
        return new((AffineExpression)left * e.Expression * right, x => left * e.Dense(x) * right);
    }

    public Matrix<double> Constant(int rows, int columns) => RandomMatrices.Normal(Random, rows, columns);

    private static Matrix<double> Scalar(double value) => Matrix<double>.Build.Dense(1, 1, value);

    private TwinExpression Add(Variable variable, Func<double[], int, Matrix<double>> dense)
    {
        int first = variable.View.First;
        Variables.Add(new(variable, x => dense(x, first)));
        return Variables[^1];
    }

    private TwinExpression Part(TwinExpression e)
    {
        int row = Random.Next(e.Expression.RowCount);
        int column = Random.Next(e.Expression.ColumnCount);
        return Random.Next(2) == 0
            ? new(e.Expression[row, column], x => Scalar(e.Dense(x)[row, column]))
            : new(e.Expression[row.., ..(column + 1)], x => e.Dense(x).SubMatrix(row, e.Expression.RowCount - row, 0, column + 1));
    }

    /// <summary>[e, c; 0, f] with a constant c.</summary>
    private TwinExpression Joined(TwinExpression e, TwinExpression f)
    {
        Matrix<double> corner = Constant(e.Expression.RowCount, f.Expression.ColumnCount);
        return new(Blocks([e.Expression, corner], [0.0, f.Expression]), x =>
        {
            Matrix<double> lower = Matrix<double>.Build.Dense(f.Expression.RowCount, e.Expression.ColumnCount);
            return e.Dense(x).Append(corner).Stack(lower.Append(f.Dense(x)));
        });
    }

    /// <summary>A scalar of the expression times a constant of any shape, from either side.</summary>
    private TwinExpression TimesMatrix(TwinExpression e)
    {
        AffineExpression scalar = e.Expression[0, 0];
        Matrix<double> matrix = Constant(Random.Next(1, LargestSize), Random.Next(1, LargestSize));
        return new(Random.Next(2) == 0 ? scalar * matrix : matrix * scalar, x => e.Dense(x)[0, 0] * matrix);
    }
}
