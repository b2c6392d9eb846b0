namespace SdpKit.Lipschitz.Tests;

public sealed class ActivationTests
{
    public static TheoryData<string> Names =>
        ["identity", "relu", "tanh", "sigmoid", "erf", "softplus", "silu", "gelu", "gelu_tanh", "elu(1)", "elu(0.3)", "elu(2)", "elu(-0.5)", "leaky_relu(0.01)", "leaky_relu(-0.2)", "leaky_relu(1.5)"];

    [Theory]
    [MemberData(nameof(Names))]
    public void Names_are_read_back(string name)
    {
        Assert.True(Activation.TryParse(name, out Activation? activation));
        Assert.Equal(name, activation.Name);
    }

    [Theory]
    [InlineData("")]
    [InlineData("relu6")]
    [InlineData("leaky_relu")]
    [InlineData("leaky_relu(0,5)")]
    [InlineData("elu(1e400)")]
    [InlineData("elu(1")]
    public void Unknown_names_are_not_read(string name) => Assert.False(Activation.TryParse(name, out _));

    [Theory]
    [MemberData(nameof(Names))]
    public void Derivative_is_the_limit_of_quotients(string name)
    {
        Activation activation = Parse(name);
        for (double x = -6.003; x < 6.0; x += 0.01)
        {
            const double Step = 1e-5;
            double quotient = (activation.Evaluate(x + Step) - activation.Evaluate(x - Step)) / (2 * Step);
            Assert.Equal(quotient, activation.Derivative(x), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Slopes_hold_every_derivative_and_are_nearly_reached(string name)
    {
        Activation activation = Parse(name);
        (double least, double largest) = (double.PositiveInfinity, double.NegativeInfinity);
        for (double x = -40.0; x <= 40.0; x += 1.0 / 4096)
        {
            double slope = activation.Derivative(x);
            Assert.InRange(slope, activation.Slopes.Minimum - 1e-15, activation.Slopes.Maximum + 1e-15);
            (least, largest) = (Math.Min(least, slope), Math.Max(largest, slope));
        }

        Assert.Equal(activation.Slopes.Minimum, least, 1e-3);
        Assert.Equal(activation.Slopes.Maximum, largest, 1e-3);
    }

    [Theory]
    [InlineData("silu", 1.0998393201288669, 2.3993572805154677)]
    [InlineData("gelu", 1.1289041451851548, 1.4142135623730951)]
    [InlineData("gelu_tanh", 1.1289930686587718, 1.4185040087908283)]
    public void Largest_slopes_are_rounded_outward_from_the_true_ones(string name, double slope, double place)
    {
        Activation activation = Parse(name);
        Assert.Equal(slope, activation.Derivative(place), 1e-14);
        Assert.InRange(activation.Slopes.Maximum - slope, 0.0, 2e-9);
        Assert.InRange(1.0 - slope - activation.Slopes.Minimum, 0.0, 2e-9);
    }

    private static Activation Parse(string name) => Activation.TryParse(name, out Activation? activation) ? activation : throw new ArgumentException(name);
}
