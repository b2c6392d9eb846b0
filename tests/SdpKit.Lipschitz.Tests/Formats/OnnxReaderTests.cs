using SdpKit.Formats;
using SdpKit.Lipschitz.Formats;
using SdpKit.Lipschitz.Formats.Onnx;

namespace SdpKit.Lipschitz.Tests.Formats;

public class OnnxReaderTests
{
    private static readonly double[] Point = [0.3, -1.2];

    private static double[] Evaluate(OnnxModel model, params double[] point) => model.Read().Network.Evaluate(point);

    private static void AssertClose(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-12 * (1 + Math.Abs(pair.First))));
    }

    private static OnnxModel TwoInputs() => new OnnxModel(0, 2).Initializer("W", [3, 2], 1, 2, 3, 4, 5, 6).Initializer("V", [2, 3], 1, 3, 5, 2, 4, 6).Initializer("b", [3], 1, -1, 0.5);

    /// <summary>W x + b of <see cref="TwoInputs"/>.</summary>
    private static double[] Linear(double factor = 1.0, double bias = 1.0) => [.. new[] { (1, 2, 1.0), (3, 4, -1.0), (5, 6, 0.5) }.Select(row => (factor * ((row.Item1 * Point[0]) + (row.Item2 * Point[1]))) + (bias * row.Item3))];

    [Fact]
    public void Gemm_and_MatMul_are_layers_in_either_orientation()
    {
        AssertClose(Linear(), Evaluate(TwoInputs().Node("Gemm", "y", ["x", "W", "b"], OnnxModel.Integer("transB", 1)), Point));
        AssertClose(Linear(), Evaluate(TwoInputs().Node("Gemm", "y", ["x", "V", "b"]), Point));
        AssertClose(Linear(2, 3), Evaluate(TwoInputs().Node("Gemm", "y", ["x", "V", "b"], OnnxModel.Number("alpha", 2), OnnxModel.Number("beta", 3)), Point));
        AssertClose(Linear(), Evaluate(TwoInputs().Node("MatMul", "m", ["x", "V"]).Node("Add", "y", ["b", "m"]), Point));
        AssertClose(Linear(1, 0), Evaluate(TwoInputs().Node("Gemm", "y", ["x", "V"]), Point));
        AssertClose(Linear(1, 0), Evaluate(new OnnxModel(2).Initializer("W", [3, 2], 1, 2, 3, 4, 5, 6).Node("MatMul", "y", ["W", "x"]), Point));
        AssertClose(Linear(1, 0), Evaluate(new OnnxModel(2, 1).Initializer("W", [3, 2], 1, 2, 3, 4, 5, 6).Node("MatMul", "y", ["W", "x"]), Point));
    }

    [Fact]
    public void Constants_before_and_behind_a_layer_are_folded()
    {
        double[] before = [.. new[] { 0, 1 }.Select(k => (Point[k] - (k + 1)) / (k + 3))];
        double[] expected = [.. new[] { (1, 2), (3, 4), (5, 6) }.Select(row => 2 * (1 - ((row.Item1 * before[0]) + (row.Item2 * before[1]))) / 4)];
        OnnxModel model = TwoInputs().Initializer("mean", [1, 2], 1, 2).Initializer("deviation", [2], 3, 4).Initializer("one", [], 1).Initializer("two", [1, 1, 1], 2).Initializer("four", [3], 4, 4, 4)
            .Node("Sub", "s", ["x", "mean"]).Node("Div", "d", ["s", "deviation"]).Node("MatMul", "m", ["d", "V"]).Node("Sub", "n", ["one", "m"]).Node("Mul", "t", ["two", "n"]).Node("Div", "y", ["t", "four"]);
        AssertClose(expected, Evaluate(model, Point));
        Assert.Single(model.Read().Network.Layers);
    }

    [Fact]
    public void Every_activation_is_read()
    {
        (string Operator, ProtocolBufferSink[] Attributes, Func<double, double> Function)[] cases =
        [
            ("Relu", [], z => Math.Max(z, 0)),
            ("LeakyRelu", [OnnxModel.Number("alpha", 0.25f)], z => z > 0 ? z : 0.25 * z),
            ("Elu", [OnnxModel.Number("alpha", 0.5f)], z => z > 0 ? z : 0.5 * (Math.Exp(z) - 1)),
            ("Selu", [], z => 1.05070102214813232421875 * (z > 0 ? z : 1.67326319217681884765625 * (Math.Exp(z) - 1))),
            ("Tanh", [], Math.Tanh),
            ("Sigmoid", [], z => 1 / (1 + Math.Exp(-z))),
            ("Erf", [], Activation.Erf.Evaluate),
            ("Softplus", [], z => Math.Log(1 + Math.Exp(z))),
            ("Gelu", [], Activation.Gelu.Evaluate),
            ("Gelu", [OnnxModel.Text("approximate", "tanh")], Activation.GeluTanh.Evaluate),
        ];
        foreach ((string name, ProtocolBufferSink[] attributes, Func<double, double> function) in cases)
        {
            OnnxModel model = TwoInputs().Node("Gemm", "z", ["x", "V", "b"]).Node(name, "a", ["z"], attributes).Node("MatMul", "y", ["a", "W"]);
            double[] hidden = [.. Linear().Select(function)];
            AssertClose([hidden[0] + (3 * hidden[1]) + (5 * hidden[2]), (2 * hidden[0]) + (4 * hidden[1]) + (6 * hidden[2])], Evaluate(model, Point));
        }

        OnnxModel silu = TwoInputs().Node("Gemm", "z", ["x", "V", "b"]).Node("Sigmoid", "g", ["z"]).Node("Mul", "y", ["g", "z"]);
        AssertClose([.. Linear().Select(Activation.Silu.Evaluate)], Evaluate(silu, Point));
        OnnxModel slopes = TwoInputs().Initializer("s", [3], 0.5, 0.5, 0.5).Node("Gemm", "z", ["x", "V", "b"]).Node("PRelu", "y", ["z", "s"]);
        AssertClose([.. Linear().Select(z => z > 0 ? z : 0.5 * z)], Evaluate(slopes, Point));
    }

    /// <summary>Numbers in a graph are float32 in most files, as these.</summary>
    private static OnnxModel Hidden() => TwoInputs().Initializer("root", [], (float)Math.Sqrt(2)).Initializer("inverse", [], (float)Math.Sqrt(0.5)).Initializer("one", [], 1).Initializer("half", [1], 0.5)
        .Initializer("three", [], 3).Initializer("kappa", [], 0.044715f).Initializer("beta", [], (float)Math.Sqrt(2 / Math.PI)).Initializer("c", [], 1.702f).Node("Gemm", "z", ["x", "V", "b"]);

    private static void AssertActivation(Activation activation, OnnxModel model)
    {
        DenseLayer first = model.Node("MatMul", "logits", [model.Last, "W"]).Read().Network.Layers[0];
        Assert.Equal(activation, first.Activation);
        Assert.Equal<double>([1, 2, 3, 4, 5, 6], first.Weights);
        double[] hidden = [.. Linear().Select(activation.Evaluate)];
        AssertClose([hidden[0] + (3 * hidden[1]) + (5 * hidden[2]), (2 * hidden[0]) + (4 * hidden[1]) + (6 * hidden[2])], Evaluate(model, Point));
    }

    [Fact]
    public void Gelu_written_with_the_error_function_is_one_activation()
    {
        // PyTorch: x (1 + erf(x / sqrt 2)) * 0.5.
        OnnxModel Gate() => Hidden().Node("Div", "scaled", ["z", "root"]).Node("Erf", "e", ["scaled"]).Node("Add", "plus", ["e", "one"]);
        AssertActivation(Activation.Gelu, Gate().Node("Mul", "product", ["z", "plus"]).Node("Mul", "a", ["product", "half"]));

        // TensorFlow and others: 0.5 x (1 + erf(x sqrt(1/2))), in any order.
        AssertActivation(Activation.Gelu, Hidden().Node("Mul", "scaled", ["inverse", "z"]).Node("Erf", "e", ["scaled"]).Node("Add", "plus", ["one", "e"]).Node("Mul", "halved", ["half", "z"]).Node("Mul", "a", ["plus", "halved"]));
        AssertActivation(Activation.Gelu, Gate().Node("Mul", "gate", ["plus", "half"]).Node("Mul", "a", ["gate", "z"]));
    }

    [Fact]
    public void Gelu_written_with_the_hyperbolic_tangent_is_one_activation()
    {
        // PyTorch: 0.5 (x (1 + tanh(beta (x + kappa x^3)))), the cube as products or as a power.
        OnnxModel End(OnnxModel model) => model.Node("Mul", "term", ["kappa", "cube"]).Node("Add", "sum", ["z", "term"]).Node("Mul", "u", ["beta", "sum"]).Node("Tanh", "t", ["u"]).Node("Add", "plus", ["one", "t"])
            .Node("Mul", "product", ["z", "plus"]).Node("Mul", "a", ["half", "product"]);
        AssertActivation(Activation.GeluTanh, End(Hidden().Node("Mul", "square", ["z", "z"]).Node("Mul", "cube", ["z", "square"])));
        AssertActivation(Activation.GeluTanh, End(Hidden().Node("Pow", "cube", ["z", "three"])));
    }

    [Fact]
    public void Gates_with_other_factors_keep_them()
    {
        // x s(1.702 x), the quick approximation of gelu, is silu(1.702 x) / 1.702.
        OnnxModel quick = Hidden().Node("Mul", "scaled", ["z", "c"]).Node("Sigmoid", "g", ["scaled"]).Node("Mul", "a", ["z", "g"]);
        AssertClose([.. Linear().Select(z => z / (1 + Math.Exp(-1.702f * z)))], Evaluate(quick, Point));
        Assert.Equal(Activation.Silu, quick.Read().Network.Layers[0].Activation);
        OnnxModel wide = Hidden().Node("Mul", "scaled", ["z", "three"]).Node("Erf", "e", ["scaled"]).Node("Add", "plus", ["e", "one"]).Node("Mul", "a", ["z", "plus"]);
        AssertClose([.. Linear().Select(z => z * (1 + Activation.Erf.Evaluate(3 * z)))], Evaluate(wide, Point));
    }

    [Fact]
    public void Gates_and_powers_that_are_no_activation_are_refused_by_name()
    {
        Assert.Contains("node 'a' (Mul): found two values", Refused(Hidden().Node("Erf", "e", ["z"]).Node("Mul", "a", ["z", "e"])), StringComparison.Ordinal);
        Assert.Contains("node 'a' (Mul): found two values", Refused(Hidden().Node("Tanh", "t", ["z"]).Node("Add", "plus", ["t", "one"]).Node("Mul", "a", ["z", "plus"])), StringComparison.Ordinal);
        Assert.Contains("node 't' (Tanh): found a power of a value", Refused(Hidden().Node("Pow", "cube", ["z", "three"]).Node("Tanh", "t", ["cube"])), StringComparison.Ordinal);
        Assert.Contains("node 'm' (MatMul): found a power of a value", Refused(Hidden().Node("Mul", "square", ["z", "z"]).Node("MatMul", "m", ["square", "W"])), StringComparison.Ordinal);
        Assert.Contains("output 'square': found a power of a value", Refused(Hidden().Node("Mul", "square", ["z", "z"])), StringComparison.Ordinal);
        OnnxModel tangent = Hidden().Node("Pow", "cube", ["z", "three"]).Node("Mul", "term", ["kappa", "cube"]).Node("Add", "sum", ["z", "term"]).Node("Mul", "u", ["beta", "sum"]).Node("Tanh", "t", ["u"]);
        Assert.Contains("node 't' (Tanh): found the hyperbolic tangent of a polynomial", Refused(tangent), StringComparison.Ordinal);
    }

    [Fact]
    public void Normalisation_is_folded_before_and_behind_a_layer()
    {
        double Normal(double z, int c) => ((z - (c + 1)) * (c + 2) / Math.Sqrt((c + 3) + 0.25)) + (c - 1);
        OnnxModel behind = TwoInputs().Initializer("scale", [3], 2, 3, 4).Initializer("bias", [3], -1, 0, 1).Initializer("mean", [3], 1, 2, 3).Initializer("variance", [3], 3, 4, 5)
            .Node("Gemm", "z", ["x", "V", "b"]).Node("BatchNormalization", "y", ["z", "scale", "bias", "mean", "variance"], OnnxModel.Number("epsilon", 0.25f));
        AssertClose([.. Linear().Select(Normal)], Evaluate(behind, Point));

        OnnxModel before = new OnnxModel(0, 2).Initializer("W", [2, 1], 1, 10).Initializer("scale", [2], 2, 3).Initializer("bias", [2], -1, 0).Initializer("mean", [2], 1, 2).Initializer("variance", [2], 3, 4)
            .Node("BatchNormalization", "n", ["x", "scale", "bias", "mean", "variance"], OnnxModel.Number("epsilon", 0.25f)).Node("Relu", "r", ["n"]).Node("MatMul", "y", ["r", "W"]);
        AssertClose([Math.Max(Normal(Point[0], 0), 0) + (10 * Math.Max(Normal(Point[1], 1), 0))], Evaluate(before, Point));
    }

    [Fact]
    public void Reshapes_that_keep_the_order_change_nothing_and_transposes_reorder()
    {
        OnnxModel image = new OnnxModel(0, 2, 2, 1).Initializer("W", [4, 2], 1, 2, 3, 4, 5, 6, 7, 8).Whole("minus", 1).Whole("zero", 0).Whole("rest", -1);
        image.Node("Shape", "s", ["x"]).Node("Gather", "batch", ["s", "zero"]).Node("Concat", "target", ["batch", "rest"], OnnxModel.Integer("axis", 0)).Node("Reshape", "f", ["x", "target"])
            .Node("Dropout", "d", ["f"]).Node("Identity", "i", ["d"]).Node("MatMul", "y", ["i", "W"]);
        AssertClose([1 + (3 * 2) + (5 * 3) + (7 * 4), 2 + (4 * 2) + (6 * 3) + (8 * 4)], Evaluate(image, 1, 2, 3, 4));
        OnnxModel channels = new OnnxModel(0, 2, 2, 1).Initializer("W", [4, 1], 1, 10, 100, 1000)
            .Node("Transpose", "t", ["x"], OnnxModel.Integers("perm", 0, 2, 1, 3)).Node("Flatten", "f", ["t"]).Node("MatMul", "y", ["f", "W"]);
        AssertClose([1 + (10 * 3) + (100 * 2) + (1000 * 4)], Evaluate(channels, 1, 2, 3, 4));
        OnnxModel dropped = new OnnxModel(1, 1, 2).Initializer("W", [2, 1], 1, 10).Whole("axis", 1).Node("Squeeze", "q", ["x", "axis"]).Node("Unsqueeze", "u", ["q"], OnnxModel.Integers("axes", 0)).Node("MatMul", "y", ["u", "W"]);
        AssertClose([21], Evaluate(dropped, 1, 2));
    }

    [Fact]
    public void Subgraphs_of_normalised_weights_are_computed()
    {
        // weight_norm: g v / |v|, one norm per neuron.
        OnnxModel weight = new OnnxModel(0, 2).Initializer("v", [2, 2], 3, 4, 6, 8).Initializer("g", [2, 1], 2, 3)
            .Node("ReduceL2", "norm", ["v"], OnnxModel.Integers("axes", 1)).Node("Div", "unit", ["v", "norm"]).Node("Mul", "W", ["unit", "g"]).Node("Gemm", "y", ["x", "W"], OnnxModel.Integer("transB", 1));
        AssertClose([2 * (0.6 + 0.8), 3 * (0.6 + 0.8)], Evaluate(weight, 1, 1));

        // spectral_norm as older exporters leave it: the vectors are normalised once more, sigma = u . (W v).
        OnnxModel spectral = new OnnxModel(0, 2).Initializer("W0", [2, 2], 3, 4, 1, 2).Initializer("u", [2], 6, 8).Initializer("v", [2, 1], 1, 0).Initializer("eps", [], 1e-12).Whole("minus", -1)
            .Node("ReduceL2", "n", ["u"], OnnxModel.Integers("axes", 0), OnnxModel.Integer("keepdims", 1)).Node("Max", "c", ["n", "eps"]).Node("Div", "un", ["u", "c"])
            .Node("MatMul", "Wv", ["W0", "v"]).Node("Reshape", "flat", ["Wv", "minus"]).Node("Mul", "p", ["un", "flat"]).Node("ReduceSum", "sigma", ["p"], OnnxModel.Integer("keepdims", 0))
            .Node("Div", "W1", ["W0", "sigma"]).Node("Transpose", "W2", ["W1"]).Node("MatMul", "y", ["x", "W2"]);
        double sigma = (0.6 * 3) + (0.8 * 1);
        AssertClose([7 / sigma, 3 / sigma], Evaluate(spectral, 1, 1));
    }

    [Fact]
    public void Two_matrices_in_a_row_are_multiplied_unless_that_takes_more_numbers()
    {
        Network product = new OnnxModel(0, 1).Initializer("A", [1, 2], 1, 2).Initializer("B", [2, 1], 3, 4).Node("MatMul", "a", ["x", "A"]).Node("MatMul", "y", ["a", "B"]).Read().Network;
        Assert.Equal<double>([11], Assert.Single(product.Layers).Weights);
        Network factors = new OnnxModel(0, 3).Initializer("A", [3, 1], 1, 2, 3).Initializer("B", [1, 3], 4, 5, 6).Node("MatMul", "a", ["x", "A"]).Node("MatMul", "y", ["a", "B"]).Read().Network;
        Assert.Equal([3, 1, 3], factors.Sizes.ToArray());
        Assert.Equal(Activation.Identity, factors.Layers[0].Activation);
    }

    [Fact]
    public void A_final_softmax_is_named_and_one_before_the_end_refused()
    {
        NetworkFile file = TwoInputs().Node("Gemm", "z", ["x", "V", "b"]).Node("Softmax", "p", ["z"]).Read();
        Assert.Equal("The final Softmax, node 'p' (Softmax), was left out: the network read ends with the logits.", Assert.Single(file.Notes));
        Assert.Contains("node 'p' (Softmax): found an operator that is not folded", Refused(TwoInputs().Node("Gemm", "z", ["x", "V", "b"]).Node("Softmax", "p", ["z"]).Node("Neg", "n", ["p"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_final_softmax_is_no_part_of_single_outputs_and_a_log_softmax_of_none_unless_the_logits_are_asked_for()
    {
        OnnxModel Ending(string operation) => TwoInputs().Node("Gemm", "z", ["x", "V", "b"]).Node(operation, "p", ["z"]);
        Network Asked(string operation) => NetworkReader.Read(new MemoryStream(Ending(operation).Bytes()), "n.onnx", new NetworkReaderOptions { BeforeSoftmax = true }).Network;
        Network softmax = Ending("Softmax").Read().Network;
        Assert.Equal("before the final Softmax", Assert.Single(softmax.Assumptions));
        Assert.True(LipschitzCertifier.Certify(softmax).Verified);
        foreach (OutputSelection output in new[] { OutputSelection.Of(1), OutputSelection.Margin(0, 1) })
        {
            Assert.Contains("final Softmax", Assert.Throws<ArgumentException>(() => LipschitzCertifier.Certify(softmax, new CertifyOptions { Output = output })).Message, StringComparison.Ordinal);
            Assert.True(LipschitzCertifier.Certify(Asked("Softmax"), new CertifyOptions { Output = output }).Verified);
        }

        Assert.Contains("node 'p' (LogSoftmax): found a final LogSoftmax", Refused(Ending("LogSoftmax")), StringComparison.Ordinal);
        Assert.Equal("before the final LogSoftmax", Assert.Single(Asked("LogSoftmax").Assumptions));
    }

    [Fact]
    public void Nodes_may_come_in_any_order_but_not_in_a_circle()
    {
        OnnxModel unsorted = TwoInputs().Node("Relu", "r", ["z"]).Node("Gemm", "z", ["x", "V", "b"]).Node("Neg", "n", ["r"]);
        Assert.Equal([.. Linear().Select(value => -Math.Max(0.0, value))], Evaluate(unsorted, Point));
        Assert.Contains("depends on itself", Refused(TwoInputs().Node("Add", "a", ["c", "b"]).Node("Neg", "c", ["a"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_transposition_before_a_layer_that_does_not_fit_is_named_as_the_cause()
    {
        string message = Refused(TwoInputs().Node("Transpose", "t", ["x"]).Node("Gemm", "y", ["t", "V", "b"]));
        Assert.Contains("node 'y' (Gemm)", message, StringComparison.Ordinal);
        Assert.Contains("node 't' (Transpose) before it turns rows into columns", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Folded_weights_are_proved_as_they_are_meant_not_as_they_are_rounded()
    {
        // (1 + 2^-60) - 1 times x: the rounded product of the two matrices is 0.
        OnnxModel cancelling = new OnnxModel(0, 1).Initializer("A", [1, 3], 1, Math.ScaleB(1.0, -60), -1).Initializer("B", [3, 1], 1, 1, 1).Node("MatMul", "a", ["x", "A"]).Node("MatMul", "y", ["a", "B"]);
        Assert.InRange(LipschitzCertifier.Certify(cancelling.Read().Network).Bound ?? double.PositiveInfinity, Math.ScaleB(1.0, -60), double.PositiveInfinity);

        // A batch normalisation whose factor underflows: 1e-200 / sqrt(1e300) times 1e-200.
        OnnxModel tiny = new OnnxModel(0, 1).Initializer("W", [1, 1], 1e-200).Initializer("s", [1], 1e-200).Initializer("z", [1], 0).Initializer("v", [1], 1e300).Initializer("U", [1, 1], 1e300)
            .Node("MatMul", "m", ["x", "W"]).Node("BatchNormalization", "n", ["m", "s", "z", "z", "v"]).Node("Relu", "r", ["n"]).Node("MatMul", "y", ["r", "U"]);
        Assert.InRange(LipschitzCertifier.Certify(tiny.Read().Network).Bound ?? double.PositiveInfinity, 1e-250, double.PositiveInfinity);
    }

    [Fact]
    public void Numbers_are_read_from_every_field_that_holds_them()
    {
        ProtocolBufferSink[] tensors =
        [
            OnnxModel.TensorOf("W", 1, 2, 1).Bytes(4, [.. BitConverter.GetBytes(1f), .. BitConverter.GetBytes(2f)]),
            OnnxModel.TensorOf("W", 11, 2, 1).Bytes(10, [.. BitConverter.GetBytes(1.0), .. BitConverter.GetBytes(2.0)]),
            OnnxModel.TensorOf("W", 7, 2, 1).Bytes(7, [1, 2]),
            OnnxModel.TensorOf("W", 6, 2, 1).Integer(5, 1).Integer(5, 2),
            OnnxModel.TensorOf("W", 10, 2, 1).Integer(5, 0x3c00).Integer(5, 0x4000),
            OnnxModel.TensorOf("W", 16, 2, 1).Bytes(9, [0x80, 0x3f, 0x00, 0x40]),
        ];
        Assert.All(tensors, tensor => AssertClose([3 + 8], Evaluate(new OnnxModel(0, 2).Initializer(tensor).Node("MatMul", "y", ["x", "W"]), 3, 4)));
        OnnxModel constant = new OnnxModel(0, 2).Node("Constant", "W", [], OnnxModel.Tensor("value", OnnxModel.Doubles("", [2, 1], 1, 2))).Node("MatMul", "y", ["x", "W"]);
        AssertClose([11], Evaluate(constant, 3, 4));
    }

    [Fact]
    public void Nodes_that_nothing_depends_on_are_passed_over() =>
        AssertClose([7], Evaluate(new OnnxModel(0, 1).Node("Conv", "unused", ["x"]).Initializer("W", [1, 1], 7).Node("MatMul", "y", ["x", "W"]), 1));

    [Fact]
    public void What_is_not_folded_is_refused_by_the_name_of_its_node()
    {
        OnnxModel Model() => TwoInputs().Node("Gemm", "z", ["x", "V", "b"]);
        Assert.Contains("node 'y' (Conv): found an operator that is not folded into dense layers", Refused(Model().Node("Conv", "y", ["z", "W"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Clip): found an operator that is not folded", Refused(Model().Node("Clip", "y", ["z"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Add): found two values that depend on the network's input", Refused(Model().Node("Relu", "r", ["z"]).Node("Add", "y", ["z", "r"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Mul): found two values", Refused(Model().Node("Relu", "r", ["z"]).Node("Mul", "y", ["z", "r"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Div): found a quotient by a value", Refused(Model().Node("Div", "y", ["b", "z"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Add): found a constant of shape [2]", Refused(Model().Initializer("c", [2], 1, 2).Node("Add", "y", ["z", "c"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (MatMul): found weights of shape [2, 3] for a value of shape [1, 3]", Refused(Model().Node("MatMul", "y", ["z", "V"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Reshape): found the shape [2, 2]", Refused(Model().Whole("s", 2, 2).Node("Reshape", "y", ["z", "s"])), StringComparison.Ordinal);
        Assert.Contains("found no value 'nowhere'", Refused(Model().Node("Add", "y", ["z", "nowhere"])), StringComparison.Ordinal);
        Assert.Contains("node 'sine' (Sin): found an operator that is not computed on constants", Refused(Model().Node("Sin", "sine", ["b"]).Node("Add", "y", ["z", "sine"])), StringComparison.Ordinal);
        Assert.Contains("output 'y': found a constant", Refused(Model().Node("Neg", "y", ["b"])), StringComparison.Ordinal);
        Assert.Contains("input 'x': found the shape [?, ?]; expected fixed lengths", Refused(new OnnxModel(0, 0).Node("Relu", "y", ["x"])), StringComparison.Ordinal);
        Assert.Contains("node 'y' (Dropout): found training mode", Refused(Model().Initializer("ratio", [], 0.5).Initializer("on", [], 1).Node("Dropout", "y", ["z", "ratio", "on"])), StringComparison.Ordinal);
        Assert.Contains("tensor 'W': found 0 bytes of Float64 for the shape [1000000, 1000000]", Refused(new OnnxModel(0, 2).Initializer("W", [1000000, 1000000]).Node("MatMul", "y", ["x", "W"])), StringComparison.Ordinal);
    }

    [Fact]
    public void A_few_bytes_do_not_make_a_large_array()
    {
        const string message = "would take many times the memory of the file";
        Assert.Contains(message, Refused(new OnnxModel(0, 1).Whole("s", 100000, 10000).Node("ConstantOfShape", "c", ["s"]).Node("MatMul", "y", ["x", "c"])), StringComparison.Ordinal);
        Assert.Contains(message, Refused(new OnnxModel(0, 1).Whole("s", 100000, 10000).Initializer("one", [], 1).Node("Expand", "c", ["one", "s"]).Node("MatMul", "y", ["x", "c"])), StringComparison.Ordinal);
        Assert.Contains(message, Refused(new OnnxModel(0, 100000).Node("Relu", "y", ["x"])), StringComparison.Ordinal);
    }

    private static string Refused(OnnxModel model) => Assert.Throws<ProblemFormatException>(model.Read).Message;
}
