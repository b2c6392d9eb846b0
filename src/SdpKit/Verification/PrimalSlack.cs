namespace SdpKit.Verification;

/// <summary>Evaluates combinations of coefficient matrices: the slack sum x_i F_i - F_0 and its homogeneous part.</summary>
internal static class PrimalSlack
{
    /// <summary>Computes ||sum x_i F_i - F_0 - X||_F and max|F_0|.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">-1 for F_0, then x.</param>
    /// <param name="matrix">X.</param>
    /// <param name="parallel">How many threads to use, and when to stop.</param>
    public static (double Norm, double LargestConstant) Residual(SdpProblem problem, double[] weights, SymmetricBlockMatrix matrix, ParallelOptions parallel)
    {
        double squares = 0.0;
        double largestConstant = 0.0;
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            int block = b;
            int stripeCount = SlackStripe.Count(problem.Blocks[b]);
            var parts = new (double Squares, double LargestConstant)[stripeCount];
            ForEachStripe(problem, b, parallel, (stripe, index) =>
            {
                stripe.AddConstant(weights);
                double largest = Largest(stripe);
                stripe.AddVariables(weights);
                parts[index] = (SquaredDistance(stripe, matrix.Values(block), problem.Blocks[block]), largest);
            });

            foreach ((double partSquares, double partLargest) in parts)
            {
                squares += partSquares;
                largestConstant = Math.Max(largestConstant, partLargest);
            }
        }

        return (Math.Sqrt(squares), largestConstant);
    }

    /// <summary>Assembles the lower triangle of sum x_i F_i, without F_0.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="weights">Anything for F_0, then x.</param>
    /// <param name="parallel">How many threads to use, and when to stop.</param>
    public static SymmetricBlockMatrix Homogeneous(SdpProblem problem, double[] weights, ParallelOptions parallel)
    {
        var result = new SymmetricBlockMatrix(problem.Blocks);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            int block = b;
            ForEachStripe(problem, b, parallel, (stripe, _) =>
            {
                stripe.AddVariables(weights);
                for (int j = stripe.First; j < stripe.End; j++)
                {
                    ReadOnlySpan<double> high = stripe.High(j);
                    ReadOnlySpan<double> low = stripe.Low(j);
                    Span<double> column = result.Values(block).Slice((problem.Blocks[block].Order * j) + j, high.Length);
                    for (int i = 0; i < high.Length; i++)
                    {
                        column[i] = high[i] + low[i];
                    }
                }
            });
        }

        return result;
    }

    private static void ForEachStripe(SdpProblem problem, int block, ParallelOptions parallel, Action<SlackStripe, int> body)
    {
        BlockCoefficients coefficients = problem.Coefficients[block];
        SdpBlock shape = problem.Blocks[block];
        parallel.CancellationToken.ThrowIfCancellationRequested();
        if (SlackStripe.Count(shape) == 1)
        {
            Run(new SlackStripe(coefficients, shape), 0);
            return;
        }

        Parallel.For(0, SlackStripe.Count(shape), parallel, () => new SlackStripe(coefficients, shape), (index, _, stripe) => Run(stripe, index), _ => { });

        SlackStripe Run(SlackStripe stripe, int index)
        {
            stripe.Clear(index);
            body(stripe, index);
            return stripe;
        }
    }

    private static double Largest(SlackStripe stripe)
    {
        double largest = 0.0;
        for (int j = stripe.First; j < stripe.End; j++)
        {
            foreach (double value in stripe.High(j))
            {
                largest = Math.Max(largest, Math.Abs(value));
            }
        }

        return largest;
    }

    private static double SquaredDistance(SlackStripe stripe, ReadOnlySpan<double> matrix, SdpBlock block)
    {
        double sum = 0.0;
        for (int j = stripe.First; j < stripe.End; j++)
        {
            ReadOnlySpan<double> high = stripe.High(j);
            ReadOnlySpan<double> low = stripe.Low(j);
            ReadOnlySpan<double> column = matrix.Slice((block.Order * j) + j, high.Length);
            double below = 0.0;
            for (int i = 0; i < high.Length; i++)
            {
                double difference = high[i] - column[i] + low[i];
                below += difference * difference;
            }

            // Off the diagonal every entry stands for two; a diagonal block has no other entries than its diagonal.
            double diagonal = high[0] - column[0] + low[0];
            sum += block.Kind == BlockKind.Diagonal ? below : (2.0 * below) - (diagonal * diagonal);
        }

        return sum;
    }
}
