namespace SdpKit.Benchmarks.Families;

/// <summary>The H-infinity norm of random stable systems by the bounded real lemma, with a sparse system matrix.</summary>
/// <remarks>
/// minimize g  subject to  [-A'P - PA - C'C, -PB; -B'P, g I] >= 0,  P >= 0 (Boyd, El Ghaoui, Feron, Balakrishnan, "Linear matrix inequalities in system and control theory", 1994).
/// </remarks>
internal static class ControlFamily
{
    private const int Inputs = 3;

    public static SdpProblem Make(int states, Random random)
    {
        (double[,] a, double[,] b) = System(states, random);
        int variables = 1 + (states * (states + 1) / 2);
        var builder = new SdpProblemBuilder(variables);
        builder.SetObjective(0, 1.0);
        int lemma = builder.AddSemidefiniteBlock(states + Inputs);
        int positive = builder.AddSemidefiniteBlock(states);
        for (int k = 0; k < Inputs; k++)
        {
            builder.AddEntry(0, lemma, states + k, states + k, 1.0);
        }

        for (int i = 0; i < states; i++)
        {
            builder.AddEntry(SdpProblem.Constant, lemma, i, i, random.NextDouble());
        }

        int variable = 1;
        for (int p = 0; p < states; p++)
        {
            for (int q = 0; q <= p; q++, variable++)
            {
                builder.AddEntry(variable, positive, p, q, 1.0);
                AddVariable(builder, variable, lemma, a, b, p, q);
            }
        }

        return builder.Build();
    }

    /// <summary>Draws a stable system x' = Ax + Bu.</summary>
    public static (double[,] A, double[,] B) System(int states, Random random)
    {
        double[,] a = new double[states, states];
        double[,] b = new double[states, Inputs];
        for (int i = 0; i < states; i++)
        {
            double sum = 0.0;
            for (int j = 0; j < states; j++)
            {
                a[i, j] = random.NextDouble() < 0.3 ? (2.0 * random.NextDouble()) - 1.0 : 0.0;
                sum += Math.Abs(a[i, j]);
            }

            // Diagonal dominance makes A stable.
            a[i, i] = -sum - 0.1 - random.NextDouble();
            for (int k = 0; k < Inputs; k++)
            {
                b[i, k] = (2.0 * random.NextDouble()) - 1.0;
            }
        }

        return (a, b);
    }

    /// <summary>Adds what P = e_p e_q' + e_q e_p' (e_p e_p' for p = q) makes of the lemma's matrix, in its lower triangle.</summary>
    private static void AddVariable(SdpProblemBuilder builder, int variable, int block, double[,] a, double[,] b, int p, int q)
    {
        int states = a.GetLength(0);
        var lower = new SortedDictionary<(int Row, int Column), double>();
        void Add(int row, int column, double value)
        {
            if (row >= column && value != 0.0)
            {
                lower[(row, column)] = lower.GetValueOrDefault((row, column)) + value;
            }
        }

        foreach ((int row, int column) in p == q ? new[] { (p, q) } : [(p, q), (q, p)])
        {
            // -(P A)_(row, j) = -A_(column, j), and its transpose; -(P B)_(row, k) = -B_(column, k).
            for (int j = 0; j < states; j++)
            {
                Add(row, j, -a[column, j]);
                Add(j, row, -a[column, j]);
            }

            for (int k = 0; k < Inputs; k++)
            {
                Add(states + k, row, -b[column, k]);
            }
        }

        foreach (((int row, int column), double value) in lower)
        {
            builder.AddEntry(variable, block, row, column, value);
        }
    }
}
