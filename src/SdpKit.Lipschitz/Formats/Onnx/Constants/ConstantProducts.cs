using System.Collections.Immutable;
using SdpKit.Formats;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Multiplies constant matrices and vectors.</summary>
internal static class ConstantProducts
{
    public static Constant MatMul(OnnxNode node)
    {
        Constant left = node.ConstantInput(0, "matrix");
        Constant right = node.ConstantInput(1, "matrix");
        if (left.Shape.Length is not (1 or 2) || right.Shape.Length is not (1 or 2))
        {
            throw Misfit(node, left.Shape, right.Shape);
        }

        // A vector is a row on the left and a column on the right; its dimension of 1 is dropped again.
        int rows = left.Shape.Length == 1 ? 1 : left.Shape[0];
        int columns = right.Shape.Length == 1 ? 1 : right.Shape[1];
        double[] product = Multiply(node, left.Read(), [rows, left.Shape[^1]], right.Read(), [right.Shape[0], columns]);
        ImmutableArray<int> rowShape = left.Shape.Length == 1 ? [] : [rows];
        return new Constant(product, right.Shape.Length == 1 ? rowShape : rowShape.Add(columns), isInteger: false);
    }

    public static Constant Gemm(OnnxNode node)
    {
        (double[] left, ImmutableArray<int> leftShape) = Factor(node, 0, "transA");
        (double[] right, ImmutableArray<int> rightShape) = Factor(node, 1, "transB");
        double[] product = Multiply(node, left, leftShape, right, rightShape);
        double alpha = node.Number("alpha", 1.0);
        double[] term = node.OptionalConstant(2, "term") is { } added ? Expand(node, added, [leftShape[0], rightShape[1]]) : [];
        for (int i = 0; i < product.Length; i++)
        {
            product[i] = (alpha * product[i]) + (term.Length == 0 ? 0.0 : node.Number("beta", 1.0) * term[i]);
        }

        return new Constant(product, [leftShape[0], rightShape[1]], isInteger: false);
    }

    /// <summary>Repeats a constant up to a shape.</summary>
    public static double[] Expand(OnnxNode node, Constant constant, ImmutableArray<int> shape) =>
        Shapes.Broadcast(constant.Shape, shape) is { } common && common.AsSpan().SequenceEqual(shape.AsSpan())
            ? Shapes.Expand(constant.Read(), constant.Shape, shape)
            : throw Misfit(node, constant.Shape, shape);

    private static (double[] Values, ImmutableArray<int> Shape) Factor(OnnxNode node, int index, string transposition)
    {
        Constant factor = node.ConstantInput(index, "matrix");
        if (factor.Shape.Length != 2)
        {
            throw node.Error($"found a factor of shape [{string.Join(", ", factor.Shape)}]; expected a matrix");
        }

        return node.Integer(transposition, 0) == 0
            ? (factor.Read(), factor.Shape)
            : (Shapes.Transpose(factor.Read(), factor.Shape, [1, 0]), [factor.Shape[1], factor.Shape[0]]);
    }

    private static double[] Multiply(OnnxNode node, double[] left, ImmutableArray<int> leftShape, double[] right, ImmutableArray<int> rightShape)
    {
        if (leftShape[1] != rightShape[0])
        {
            throw Misfit(node, leftShape, rightShape);
        }

        node.Context.Reserve((long)leftShape[0] * rightShape[1], node);
        return MatrixProduct.Multiply(left, right, leftShape[0], leftShape[1], rightShape[1]);
    }

    private static ProblemFormatException Misfit(OnnxNode node, ImmutableArray<int> one, ImmutableArray<int> other) =>
        node.Error($"found the shapes [{string.Join(", ", one)}] and [{string.Join(", ", other)}]; expected matrices or vectors that fit");
}
