namespace SdpKit.InteriorPoint;

/// <summary>Represents the denominators of the DIMACS errors, always taken from the original problem.</summary>
/// <param name="Dual">1 + ||c||_inf.</param>
/// <param name="Primal">1 + max|F_0|.</param>
/// <param name="Equality">1 + ||b||_inf.</param>
internal readonly record struct ErrorScales(double Dual, double Primal, double Equality)
{
    public static ErrorScales Of(SdpProblem problem)
    {
        double largestConstant = 0.0;
        foreach (BlockCoefficients block in problem.Coefficients)
        {
            largestConstant = Math.Max(largestConstant, LargestConstantEntry(block));
        }

        return new ErrorScales(1.0 + MaxAbs(problem.Objective), 1.0 + largestConstant, 1.0 + MaxAbs(problem.EqualityRightHandSide));
    }

    private static double LargestConstantEntry(BlockCoefficients block)
    {
        double largest = block.Variables.Length > 0 && block.Variables[0] == SdpProblem.Constant
            ? MaxAbs(block.Values[block.Starts[0]..block.Starts[1]])
            : 0.0;
        foreach (DenseTerm term in block.DenseTerms)
        {
            largest = term.Variable == SdpProblem.Constant ? Math.Max(largest, MaxAbs(term.Values.AsSpan())) : largest;
        }

        // The diagonal of U D U' bounds nothing when signs mix, so take the entries; constants of low rank are rare and small in number.
        foreach (LowRankTerm term in block.LowRankTerms)
        {
            largest = term.Variable == SdpProblem.Constant ? Math.Max(largest, LargestEntry(term)) : largest;
        }

        return largest;
    }

    private static double LargestEntry(LowRankTerm term)
    {
        int order = term.Factor.Length / term.Rank;
        double largest = 0.0;
        for (int j = 0; j < order; j++)
        {
            for (int i = j; i < order; i++)
            {
                double sum = 0.0;
                for (int r = 0; r < term.Rank; r++)
                {
                    sum += term.Weights[r] * term.Factor[i + (r * order)] * term.Factor[j + (r * order)];
                }

                largest = Math.Max(largest, Math.Abs(sum));
            }
        }

        return largest;
    }

    private static double MaxAbs(ReadOnlySpan<double> values)
    {
        double largest = 0.0;
        foreach (double value in values)
        {
            largest = Math.Max(largest, Math.Abs(value));
        }

        return largest;
    }
}
