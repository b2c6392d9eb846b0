namespace SdpKit.Presolve.Dependencies;

/// <summary>Limits how much memory low-rank and dense terms may take when they are written out as entries.</summary>
internal static class ExpansionBudget
{
    /// <summary>About 100 MB while the entries are sorted.</summary>
    private const long MostEntries = 1_000_000;

    /// <summary>Leaves out those of the variables whose terms, after those of the variables before them, take more than the budget.</summary>
    public static int[] Within(SdpProblem problem, int[] variables)
    {
        var entries = new long[problem.VariableCount];
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            int order = problem.Blocks[b].Order;
            foreach (LowRankTerm term in problem.Coefficients[b].LowRankTerms.Where(term => term.Variable != SdpProblem.Constant))
            {
                for (int k = 0; k < term.Rank; k++)
                {
                    ReadOnlySpan<double> u = term.Factor.AsSpan(k * order, order);
                    long support = order - u.Count(0.0);
                    entries[term.Variable] += support * (support + 1) / 2;
                }
            }

            foreach (DenseTerm term in problem.Coefficients[b].DenseTerms.Where(term => term.Variable != SdpProblem.Constant))
            {
                entries[term.Variable] += (long)order * (order + 1) / 2;
            }
        }

        long used = 0;
        return [.. variables.Where(variable => entries[variable] == 0 || (used += entries[variable]) <= MostEntries)];
    }
}
