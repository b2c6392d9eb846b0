using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

public sealed class SolutionCheckerTests
{
    private const double Spoil = 1e-6;

    [Theory]
    [InlineData(BlockKind.Diagonal)]
    [InlineData(BlockKind.PositiveSemidefinite)]
    public void Known_optimum_has_no_errors(BlockKind kind)
    {
        CheckedPoint point = new KnownOptimum(kind).Check();
        Assert.Equal(new CheckedPoint(KnownOptimum.Objective, KnownOptimum.Objective, default), point);
    }

    /// <summary>1 + ||c||_inf = 3, 1 + max|F_0| = 2, 1 + |p| + |q| = 24; 1 + ||b||_inf = 4.</summary>
    [Theory]
    [InlineData(1, Spoil / 3)]
    [InlineData(2, Spoil / 3)]
    [InlineData(3, Spoil / 2)]
    [InlineData(4, Spoil / 2)]
    [InlineData(5, -Spoil / 24)]
    [InlineData(6, Spoil / 24)]
    public void Each_error_moves_alone(int error, double expected)
    {
        foreach (BlockKind kind in Enum.GetValues<BlockKind>())
        {
            var optimum = new KnownOptimum(kind);
            switch (error)
            {
                case 1: // Y where F_0 and X are zero and x_0 = 0
                    optimum.Y[0, 0, 0] += Spoil;
                    break;
                case 2: // Y where there is no coefficient
                    optimum.Y[0, 1, 1] = -Spoil;
                    break;
                case 3: // X alone, where Y is zero
                    optimum.X[0, 3, 3] += Spoil;
                    break;
                case 4: // x_1 and X together, where Y and c are zero
                    optimum.Variables[1] = -Spoil;
                    optimum.X[0, 2, 2] = -Spoil;
                    break;
                case 5: // Y where F_0 = 1 and the coefficient is 2^-27
                    optimum.Y[0, 4, 4] += Spoil;
                    break;
                default: // X by 2^-27, where Y is 2^27
                    optimum.X[0, 5, 5] = Spoil / (1 << 27);
                    break;
            }

            double[] errors = optimum.Check().Errors.ToArray();
            for (int e = 1; e <= 6; e++)
            {
                Assert.Equal(e == error ? expected : 0.0, errors[e - 1], e == error ? 1e-5 * Spoil : 1e-13);
            }
        }
    }

    [Fact]
    public void Equality_residual_is_part_of_e3()
    {
        var optimum = new KnownOptimum(BlockKind.Diagonal);
        optimum.Variables[4] += Spoil;
        Assert.Equal(Spoil / 4, optimum.Check().Errors.PrimalResidual, 1e-12 * Spoil + 1e-15);
    }

    [Fact]
    public void Multipliers_and_quadratic_term_are_part_of_e1()
    {
        var optimum = new KnownOptimum(BlockKind.Diagonal);
        optimum.Multipliers[0] += Spoil;
        Assert.Equal(Spoil / 3, optimum.Check().Errors.DualResidual, 1e-15);
        optimum.Multipliers[0] -= Spoil;
        optimum.Variables[4] += Spoil;
        Assert.Equal(Spoil / 3, optimum.Check().Errors.DualResidual, 1e-15);
    }

    [Fact]
    public void Error_that_plain_sums_would_lose_is_found()
    {
        // <F_0, Y> = 1e16 + 1e-3 - 1e16, which plain double sums round to 0 or 2.
        var builder = new SdpProblemBuilder(1);
        builder.AddDiagonalBlock(3);
        for (int k = 0; k < 3; k++)
        {
            builder.AddEntry(0, 0, k, k, k == 2 ? -1.0 : 1.0);
        }

        var y = new SymmetricBlockMatrix([new SdpBlock(BlockKind.Diagonal, 3)]);
        y[0, 0, 0] = y[0, 2, 2] = 1e16;
        y[0, 1, 1] = 1e-3;
        double error = SolutionChecker.Check(builder.Build(), [0.0], new SymmetricBlockMatrix(y.Blocks), y, []).Errors.DualResidual;
        Assert.Equal(1e-3, error, 1e-18);
    }

    [Fact]
    public void Problem_without_variables_and_blocks_has_no_errors()
    {
        SdpProblem problem = new SdpProblemBuilder(0).Build();
        var nothing = new SymmetricBlockMatrix([]);
        Assert.Equal(default, SolutionChecker.Check(problem, [], nothing, nothing, []));
        Assert.Equal(double.PositiveInfinity, SolutionChecker.PrimalInfeasibilityResidual(problem, nothing, []));
        Assert.Equal(double.PositiveInfinity, SolutionChecker.DualInfeasibilityResidual(problem, []));
    }

    [Fact]
    public void Anything_that_is_not_a_number_spoils_the_largest_error()
    {
        foreach (double bad in new[] { double.NaN, double.PositiveInfinity })
        {
            foreach (BlockKind kind in Enum.GetValues<BlockKind>())
            {
                for (int place = 0; place < 4; place++)
                {
                    var optimum = new KnownOptimum(kind);
                    switch (place)
                    {
                        case 0:
                            optimum.Variables[1] = bad;
                            break;
                        case 1:
                            optimum.Multipliers[0] = bad;
                            break;
                        case 2:
                            optimum.X[0, 1, 1] = bad;
                            break;
                        default:
                            optimum.Y[0, 1, 1] = bad;
                            break;
                    }

                    Assert.Equal(double.NaN, optimum.Check().Errors.Largest);
                }
            }
        }
    }

    [Fact]
    public void Arguments_that_do_not_fit_are_refused()
    {
        var optimum = new KnownOptimum(BlockKind.Diagonal);
        var other = new SymmetricBlockMatrix([new SdpBlock(BlockKind.Diagonal, 5)]);
        Assert.Throws<ArgumentException>("x", () => SolutionChecker.Check(optimum.Problem, [0.0], optimum.X, optimum.Y, optimum.Multipliers));
        Assert.Throws<ArgumentException>("primalMatrix", () => SolutionChecker.Check(optimum.Problem, optimum.Variables, other, optimum.Y, optimum.Multipliers));
        Assert.Throws<ArgumentException>("dualMatrix", () => SolutionChecker.Check(optimum.Problem, optimum.Variables, optimum.X, other, optimum.Multipliers));
        Assert.Throws<ArgumentException>("equalityMultipliers", () => SolutionChecker.Check(optimum.Problem, optimum.Variables, optimum.X, optimum.Y, []));
    }

    [Fact]
    public void Cancelled_check_throws()
    {
        var optimum = new KnownOptimum(BlockKind.PositiveSemidefinite);
        var cancelled = new CancellationToken(canceled: true);
        Assert.ThrowsAny<OperationCanceledException>(
            () => SolutionChecker.Check(optimum.Problem, optimum.Variables, optimum.X, optimum.Y, optimum.Multipliers, cancelled));
    }
}
