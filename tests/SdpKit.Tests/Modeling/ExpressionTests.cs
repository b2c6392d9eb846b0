using FsCheck;
using FsCheck.Xunit;
using MathNet.Numerics.LinearAlgebra;
using SdpKit.Modeling;
using SdpKit.Verification;

namespace SdpKit.Tests.Modeling;

public class ExpressionTests
{
    [Property(MaxTest = 1000)]
    public void Every_expression_has_the_value_of_its_dense_twin(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var generator = new TwinGenerator(random, new SdpModel()).WithVariables();
        TwinExpression twin = generator.Draw(random.Next(1, 6));
        double[] values = [.. Enumerable.Range(0, generator.Model.VariableCount).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
        AssertSame(twin.Dense(values), twin.Expression, values, []);
    }

    [Property(MaxTest = 200)]
    public void Products_with_parameters_have_the_value_of_products_with_numbers(DoNotSize<int> seed)
    {
        var random = new Random(seed.Item);
        var generator = new TwinGenerator(random, new SdpModel()).WithVariables();
        TwinExpression twin = generator.Draw(random.Next(1, 4));
        Matrix<double> value = generator.Constant(random.Next(1, 4), twin.Expression.RowCount);
        Matrix<double> shift = generator.Constant(value.RowCount, value.ColumnCount);
        Parameter matrix = generator.Model.AddParameter("A", generator.Constant(value.RowCount, value.ColumnCount));
        Parameter weight = generator.Model.AddParameter("w", 1.0);
        double[] parameters = [.. value.ToColumnMajorArray(), 0.5];
        double[] values = [.. Enumerable.Range(0, generator.Model.VariableCount).Select(_ => (2.0 * random.NextDouble()) - 1.0)];
        Matrix<double> dense = twin.Dense(values);
        AssertSame((value + shift) * dense, (matrix + shift) * twin.Expression, values, parameters);
        AssertSame(0.5 * 3.0 * dense, 3.0 * weight * twin.Expression, values, parameters);
        AssertSame(dense * (0.5 + 2.0), twin.Expression * (weight + 2.0), values, parameters);
        AssertSame(dense[0, 0] * value, twin.Expression[0, 0] * matrix, values, parameters);
    }

    private static void AssertSame(Matrix<double> expected, AffineExpression expression, double[] values, double[] parameters)
    {
        CompensatedSum[] sums = Evaluation.Of(expression, values, parameters);
        Assert.Equal((expected.RowCount, expected.ColumnCount), (expression.RowCount, expression.ColumnCount));
        double scale = expected.Enumerate().Max(Math.Abs) + 1.0;
        foreach ((int row, int column, double value) in expected.EnumerateIndexed())
        {
            Assert.Equal(value, sums[row + (expected.RowCount * column)].Value, 1e-11 * scale);
        }
    }
}
