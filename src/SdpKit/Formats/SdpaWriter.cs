namespace SdpKit.Formats;

/// <summary>Writes problems in the SDPA sparse format (.dat-s). Stateless and thread-safe.</summary>
public static class SdpaWriter
{
    /// <summary>Writes a problem so that <see cref="SdpaReader"/> reads back the same doubles. Low-rank and dense terms are written entry by entry.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="stream">Takes ASCII text; stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="NotSupportedException">The problem has equalities or a quadratic term, for which the format has no words.</exception>
    /// <exception cref="OverflowException">An entry of an expanded low-rank term is too large for a double, or its block too large to be stored.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled; part of the text is written.</exception>
    public static void Write(SdpProblem problem, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        if (problem.Equalities.RowCount > 0 || problem.HasQuadratic)
        {
            throw new NotSupportedException(
                $"The SDPA sparse format cannot hold {(problem.HasQuadratic ? "a quadratic term" : "linear equalities")}; write the problem as JSON instead.");
        }

        var sink = new Utf8Sink(stream, cancellationToken);
        sink.Append(problem.VariableCount).Append("\n"u8).Append(problem.Blocks.Length).Append("\n"u8);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            SdpBlock shape = problem.Blocks[b];
            sink.Append(b == 0 ? ""u8 : " "u8).Append(shape.Kind == BlockKind.Diagonal ? -shape.Order : shape.Order);
        }

        sink.Append("\n"u8);
        for (int i = 0; i < problem.VariableCount; i++)
        {
            sink.Append(i == 0 ? ""u8 : " "u8).Append(problem.Objective[i]);
        }

        sink.Append("\n"u8);
        AppendEntries(sink, problem);
        sink.Flush();
    }

    private static void AppendEntries(Utf8Sink sink, SdpProblem problem)
    {
        CoefficientExpansion[] expansions = [.. problem.Blocks.Zip(problem.Coefficients, (shape, coefficients) => new CoefficientExpansion(shape, coefficients))];
        IEnumerable<(int Variable, int Block)> parts = expansions.SelectMany((expansion, block) => expansion.Variables.Select(variable => (variable, block)));
        foreach ((int variable, int block) in parts.Order())
        {
            // The upper triangle, row by row, as programs that read this format expect.
            foreach ((int row, int column, double value) in expansions[block].Expand(variable))
            {
                sink.Append(variable + 1).Append(" "u8).Append(block + 1).Append(" "u8);
                sink.Append(column + 1).Append(" "u8).Append(row + 1).Append(" "u8).Append(value).Append("\n"u8);
            }
        }
    }
}
