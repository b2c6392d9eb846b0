using System.Globalization;
using System.Text;

namespace SdpKit.Cli.Tests;

/// <summary>Holds the text of small problems.</summary>
internal static class Problems
{
    /// <summary>Minimizes x_1 + x_2 subject to [x_1 1; 1 x_2] >= 0: optimum 2 at (1, 1).</summary>
    public const string Optimum2 = "2\n1\n2\n1.0 1.0\n0 1 1 2 -1.0\n1 1 1 1 1.0\n2 1 2 2 1.0\n";

    /// <summary>Minimizes 0 x subject to [x 1; 1 -1] >= 0: infeasible.</summary>
    public const string Infeasible = "1\n1\n2\n0.0\n0 1 1 2 -1.0\n0 1 2 2 1.0\n1 1 1 1 1.0\n";

    /// <summary>Minimizes -x_1 subject to diag(x_1, x_2) >= 0 in a semidefinite block: unbounded.</summary>
    public const string Unbounded = "2\n1\n2\n-1.0 0.0\n1 1 1 1 1.0\n2 1 2 2 1.0\n";

    /// <summary>Minimizes x_1 + x_2 subject to [x_1 1; 1 x_2] >= 0 and x_1 - x_2 = 1.5: x = (2, 0.5), optimum 2.5.</summary>
    public const string WithEquality = """
        {
          "format": "sdpkit-problem", "version": 1,
          "objective": [1, 1],
          "blocks": [{ "kind": "semidefinite", "order": 2, "entries": [[-1, 0, 1, -1], [0, 0, 0, 1], [1, 1, 1, 1]] }],
          "equalities": [{ "entries": [[0, 1], [1, -1]], "rightHandSide": 1.5 }]
        }
        """;

    /// <summary>The relaxation of the maximum cut of a random graph, which takes a while.</summary>
    public static string MaximumCut(int order)
    {
        var random = new Random(1);
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"{order}\n1\n{order}\n").AppendJoin(' ', Enumerable.Repeat("1.0", order)).Append('\n');
        for (int k = 1; k <= order; k++)
        {
            text.Append(CultureInfo.InvariantCulture, $"0 1 {k} {k} 1.0\n{k} 1 {k} {k} 1.0\n");
            foreach (int neighbour in Enumerable.Range(0, k < order ? 6 : 0).Select(_ => random.Next(k + 1, order + 1)).Distinct())
            {
                text.Append(CultureInfo.InvariantCulture, $"0 1 {k} {neighbour} -0.25\n");
            }
        }

        return text.ToString();
    }
}
