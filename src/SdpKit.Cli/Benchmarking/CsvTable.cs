using System.Globalization;
using System.Text;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Writes the results as comma-separated values with all digits, a row a problem; empty where there is nothing to say.</summary>
internal static class CsvTable
{
    /// <summary>Writes the table with its line of column names.</summary>
    public static string Write(BenchmarkReport report)
    {
        string[] solvers = ["sdpkit", .. report.Settings.Rivals.Select(rival => rival.Name)];
        StringBuilder table = new("problem,family,variables,order,process_ratio,solve_ratio,face_value_ratio,ratio_is_lower_bound");
        foreach (string solver in solvers)
        {
            table.Append(
                CultureInfo.InvariantCulture,
                $",{solver}_seconds,{solver}_solve_seconds,{solver}_outcome,{solver}_counts,{solver}_status,{solver}_iterations,{solver}_objective,{solver}_largest_error,{solver}_ray_residual,{solver}_peak_bytes");
        }

        table.Append('\n');
        foreach (ProblemComparison problem in report.Problems)
        {
            SolverResult?[] results = [problem.SdpKit, .. problem.Rivals];
            MeasuredRun any = results.OfType<SolverResult>().First().First;
            table.AppendJoin(',', Cells(
                problem.Problem, ProblemFamily.Of(problem.Problem), any.VariableCount, any.MatrixOrder,
                problem.ProcessRatio, problem.SolveRatio, problem.FaceValueRatio, problem.BestRivalIsLowerBound));
            foreach (SolverResult? result in results)
            {
                MeasuredRun? run = result?.First;
                table.Append(',').AppendJoin(',', Cells(
                    result?.WallSeconds, result == problem.SdpKit ? problem.SolveSeconds : result?.SolveSeconds, result?.Outcome, result?.Counts, run?.Status, run?.Iterations, run?.Objective,
                    run?.LargestError(), run?.RayResidual, run?.PeakMemoryBytes));
            }

            table.Append('\n');
        }

        return table.ToString();
    }

    private static IEnumerable<string> Cells(params object?[] values) => values.Select(value =>
    {
        string text = Convert.ToString(value, CultureInfo.InvariantCulture) ?? "";
        return text.AsSpan().ContainsAny(",\"\n") ? $"\"{text.Replace("\"", "\"\"")}\"" : text;
    });
}
