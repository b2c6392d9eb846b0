using SdpKit.Verification;

namespace SdpKit.Tests.Verification;

/// <summary>Holds a problem whose optimum is known exactly, with one place for each way to spoil it.</summary>
/// <remarks>
/// Six places on a diagonal, each for itself, and one equality x_5 = 3 with x_5^2/2 in the objective:
/// <code>
/// place  F_i            F_0   X               Y
/// 0      F_0 = 1        0     x_0 = 0         c_0 = 1
/// 1      none           0     0               0
/// 2      F_1 = 1        0     x_1 = 0         c_1 = 0
/// 3      none          -1     1               0
/// 4      F_2 = 2^-27    1     0, x_2 = 2^27   1, c_2 = 2^-27
/// 5      F_3 = 2^-27    0     x_3 = 0         2^27, c_3 = 1
/// </code>
/// x_4 is the quadratic one: c_4 + x_4 = v. So p = 1 + 9/2 + 3 c_4 and q = 1 + 3v - 9/2, with c_4 = 2 and v = 5.
/// </remarks>
internal sealed class KnownOptimum
{
    public const double Objective = 1.0 + 4.5 + 6.0;

    public KnownOptimum(BlockKind kind)
    {
        const double Tiny = 1.0 / (1 << 27);
        var builder = new SdpProblemBuilder(5);
        _ = kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(6) : builder.AddSemidefiniteBlock(6);
        builder.SetObjective([1.0, 0.0, Tiny, 1.0, 2.0]);
        builder.AddEntry(0, 0, 0, 0, 1.0);
        builder.AddEntry(1, 0, 2, 2, 1.0);
        builder.AddEntry(SdpProblem.Constant, 0, 3, 3, -1.0);
        builder.AddEntry(2, 0, 4, 4, Tiny);
        builder.AddEntry(SdpProblem.Constant, 0, 4, 4, 1.0);
        builder.AddEntry(3, 0, 5, 5, Tiny);
        builder.AddEqualityEntry(builder.AddEquality(3.0), 4, 1.0);
        builder.AddQuadraticEntry(4, 4, 1.0);
        Problem = builder.Build();
        X = new SymmetricBlockMatrix(Problem.Blocks);
        X[0, 3, 3] = 1.0;
        Y = new SymmetricBlockMatrix(Problem.Blocks);
        Y[0, 0, 0] = 1.0;
        Y[0, 4, 4] = 1.0;
        Y[0, 5, 5] = 1 << 27;
    }

    public SdpProblem Problem { get; }

    public double[] Variables { get; } = [0.0, 0.0, 1 << 27, 0.0, 3.0];

    public SymmetricBlockMatrix X { get; }

    public SymmetricBlockMatrix Y { get; }

    public double[] Multipliers { get; } = [5.0];

    public CheckedPoint Check() => SolutionChecker.Check(Problem, Variables, X, Y, Multipliers);
}
