using System.Collections.Immutable;

namespace SdpKit.Lipschitz.Formats.Onnx.Constants;

/// <summary>Computes nodes of which all inputs are constants, in double precision: what exporters leave of normalised weights, of constants and of shapes.</summary>
internal static class ConstantOperators
{
    /// <summary>Computes the output; null where the operator is not known.</summary>
    public static Constant? Compute(OnnxNode node) => node.Operator switch
    {
        "Constant" => ReadConstant(node),
        "Identity" or "Dropout" => node.ConstantInput(0, "value"),
        "Cast" => Cast(node),
        "Add" => Elementwise(node, static (a, b) => a + b),
        "Sub" => Elementwise(node, static (a, b) => a - b),
        "Mul" => Elementwise(node, static (a, b) => a * b),
        "Div" => Elementwise(node, static (a, b) => a / b),
        "Pow" => Elementwise(node, Math.Pow),
        "Max" => Elementwise(node, Math.Max),
        "Min" => Elementwise(node, Math.Min),
        "Neg" => Map(node, static value => -value),
        "Abs" => Map(node, Math.Abs),
        "Sqrt" => Map(node, Math.Sqrt),
        "Exp" => Map(node, Math.Exp),
        "Log" => Map(node, Math.Log),
        "Reciprocal" => Map(node, static value => 1.0 / value),
        "Clip" => Clip(node),
        "MatMul" => ConstantProducts.MatMul(node),
        "Gemm" => ConstantProducts.Gemm(node),
        "ReduceSum" => Reductions.Compute(node, static values => values.Sum()),
        "ReduceMean" => Reductions.Compute(node, static values => values.Average()),
        "ReduceMax" => Reductions.Compute(node, static values => values.Max()),
        "ReduceL1" => Reductions.Compute(node, static values => values.Sum(Math.Abs)),
        "ReduceL2" => Reductions.Compute(node, static values => Math.Sqrt(values.Sum(value => value * value))),
        "ReduceSumSquare" => Reductions.Compute(node, static values => values.Sum(value => value * value)),
        _ => ConstantShapeOperators.Compute(node),
    };

    private static Constant ReadConstant(OnnxNode node)
    {
        if (node.Tensor("value") is { } tensor)
        {
            return node.Context.Read(tensor, "the constant of a node");
        }

        return node.Scalar("value_float") is { } number ? new Constant([number], [], isInteger: false)
            : node.Integers("value_ints", int.MaxValue) is { } integers ? new Constant([.. integers.Select(value => (double)value)], [integers.Length], isInteger: true)
            : node.Scalar("value_int") is { } integer ? new Constant([integer], [], isInteger: true)
            : throw node.Error("found none of value, value_float, value_int and value_ints; expected a constant of numbers");
    }

    private static Constant Cast(OnnxNode node)
    {
        Constant constant = node.ConstantInput(0, "value");
        bool isInteger = OnnxTensors.IsInteger((int)node.Integer("to", 1));
        return isInteger && !constant.IsInteger
            ? new Constant(Array.ConvertAll(constant.Read(), Math.Truncate), constant.Shape, isInteger: true)
            : new Constant(constant.Read(), constant.Shape, isInteger);
    }

    private static Constant Map(OnnxNode node, Converter<double, double> function)
    {
        Constant constant = node.ConstantInput(0, "value");
        node.Context.Reserve(constant.Count, node);
        return new Constant(Array.ConvertAll(constant.Read(), function), constant.Shape, constant.IsInteger);
    }

    private static Constant Clip(OnnxNode node)
    {
        double least = node.OptionalConstant(1, "bound") is { Count: 1 } low ? low.Read()[0] : node.Number("min", double.NegativeInfinity);
        double largest = node.OptionalConstant(2, "bound") is { Count: 1 } high ? high.Read()[0] : node.Number("max", double.PositiveInfinity);
        return Map(node, value => Math.Min(Math.Max(value, least), largest));
    }

    private static Constant Elementwise(OnnxNode node, Func<double, double, double> function)
    {
        if (node.Inputs.Count != 2)
        {
            throw node.Error($"found {node.Inputs.Count} inputs; expected 2");
        }

        Constant one = node.ConstantInput(0, "value");
        Constant other = node.ConstantInput(1, "value");
        ImmutableArray<int> shape = Shapes.Broadcast(one.Shape, other.Shape)
            ?? throw node.Error($"found the shapes [{string.Join(", ", one.Shape)}] and [{string.Join(", ", other.Shape)}]; expected shapes that fit");
        node.Context.Reserve(Shapes.Count(shape.AsSpan()), node);
        double[] left = Shapes.Expand(one.Read(), one.Shape, shape);
        double[] right = Shapes.Expand(other.Read(), other.Shape, shape);
        bool isInteger = one.IsInteger && other.IsInteger;
        var result = new double[left.Length];
        for (int i = 0; i < result.Length; i++)
        {
            double value = function(left[i], right[i]);
            result[i] = isInteger ? Math.Truncate(value) : value;
        }

        return new Constant(result, shape, isInteger);
    }
}
