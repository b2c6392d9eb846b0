using System.Globalization;
using System.Text;

namespace SdpKit.Tests.Formats;

/// <summary>Makes random problems and writes them in the Conic Benchmark Format, on either side of duality.</summary>
internal static class CbfText
{
    /// <summary>Makes a problem with few variables, its only diagonal block last.</summary>
    public static SdpProblem Random(int seed)
    {
        var random = new Random(seed);
        var builder = new SdpProblemBuilder(1 + random.Next(2));
        builder.SetObjective(0, random.NextDouble());
        for (int k = 1 + random.Next(3); k > 0; k--)
        {
            int order = 2 + random.Next(3);
            int block = builder.AddSemidefiniteBlock(order);
            for (int entry = random.Next(9); entry > 0; entry--)
            {
                builder.AddEntry(random.Next(-1, builder.VariableCount), block, random.Next(order), random.Next(order), random.NextDouble() - 0.5);
            }
        }

        int diagonal = builder.AddDiagonalBlock(3);
        for (int entry = 0; entry < 3; entry++)
        {
            builder.AddEntry(random.Next(-1, builder.VariableCount), diagonal, entry, entry, random.NextDouble() - 0.5);
        }

        for (int k = random.Next(3); k > 0; k--)
        {
            builder.AddEqualityEntry(builder.AddEquality(random.NextDouble()), random.Next(builder.VariableCount), random.NextDouble());
        }

        return builder.Build();
    }

    /// <summary>Writes x as scalars, X as matrix constraints.</summary>
    public static string AsInequalities(SdpProblem problem)
    {
        int[] orders = Orders(problem);
        int equalities = problem.Equalities.RowCount;
        List<string> coefficients = [], constants = [], rows = [], rowConstants = [];
        Entries(problem, (variable, block, row, column, value) =>
        {
            if (block == orders.Length)
            {
                (variable < 0 ? rowConstants : rows).Add(variable < 0 ? Line(equalities + row, -value) : Line(equalities + row, variable, value));
            }
            else
            {
                (variable < 0 ? constants : coefficients).Add(variable < 0 ? Line(block, row, column, -value) : Line(block, variable, row, column, value));
            }
        });
        Equalities(problem, (row, variable, value) => rows.Add(Line(row, variable, value)));
        rowConstants.AddRange(problem.EqualityRightHandSide.ToArray().Select((value, row) => Line(row, -value)));
        return Header("MIN")
            + Section("VAR", [$"{problem.VariableCount} 1", $"F {problem.VariableCount}"], counted: false)
            + Section("PSDCON", orders.Select(order => $"{order}"))
            + Section("CON", [$"{equalities + 3} 2", $"L= {equalities}", "L+ 3"], counted: false)
            + Section("OBJACOORD", problem.Objective.ToArray().Select((value, i) => Line(i, value)))
            + Section("ACOORD", rows) + Section("BCOORD", rowConstants) + Section("HCOORD", coefficients) + Section("DCOORD", constants);
    }

    /// <summary>Writes Y as matrix variables and non-negative scalars, v as free ones.</summary>
    public static string AsEquations(SdpProblem problem)
    {
        int[] orders = Orders(problem);
        int equalities = problem.Equalities.RowCount;
        List<string> matrices = [], objective = [], rows = [], scalars = [];
        Entries(problem, (variable, block, row, column, value) =>
        {
            if (block == orders.Length)
            {
                (variable < 0 ? scalars : rows).Add(variable < 0 ? Line(equalities + row, value) : Line(variable, equalities + row, value));
            }
            else
            {
                (variable < 0 ? objective : matrices).Add(variable < 0 ? Line(block, row, column, value) : Line(variable, block, row, column, value));
            }
        });
        Equalities(problem, (row, variable, value) => rows.Add(Line(variable, row, value)));
        scalars.AddRange(problem.EqualityRightHandSide.ToArray().Select((value, row) => Line(row, value)));
        return Header("MAX")
            + Section("PSDVAR", orders.Select(order => $"{order}"))
            + Section("VAR", [$"{equalities + 3} 2", $"F {equalities}", "L+ 3"], counted: false)
            + Section("CON", [$"{problem.VariableCount} 1", $"L= {problem.VariableCount}"], counted: false)
            + Section("OBJFCOORD", objective) + Section("OBJACOORD", scalars) + Section("FCOORD", matrices) + Section("ACOORD", rows)
            + Section("BCOORD", problem.Objective.ToArray().Select((value, i) => Line(i, -value)));
    }

    private static int[] Orders(SdpProblem problem) => [.. problem.Blocks.SkipLast(1).Select(block => block.Order)];

    private static string Header(string sense) => $"VER\n2\n\nOBJSENSE\n{sense}\n\n";

    private static string Section(string name, IEnumerable<string> lines, bool counted = true)
    {
        string[] all = [.. lines];
        return new StringBuilder(name).Append('\n').Append(counted ? $"{all.Length}\n" : "").AppendJoin('\n', all).Append("\n\n").ToString();
    }

    private static string Line(params double[] numbers) => string.Join(' ', numbers.Select(number => number.ToString("R", CultureInfo.InvariantCulture)));

    private static void Entries(SdpProblem problem, Action<int, int, int, int, double> add)
    {
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            BlockCoefficients block = problem.Coefficients[b];
            for (int t = 0; t < block.Variables.Length; t++)
            {
                for (int k = block.Starts[t]; k < block.Starts[t + 1]; k++)
                {
                    add(block.Variables[t], b, block.Rows[k], block.Columns[k], block.Values[k]);
                }
            }
        }
    }

    private static void Equalities(SdpProblem problem, Action<int, int, double> add)
    {
        for (int row = 0; row < problem.Equalities.RowCount; row++)
        {
            for (int k = 0; k < problem.Equalities.Columns(row).Length; k++)
            {
                add(row, problem.Equalities.Columns(row)[k], problem.Equalities.Values(row)[k]);
            }
        }
    }
}
