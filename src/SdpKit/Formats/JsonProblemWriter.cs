using System.Collections.Immutable;

namespace SdpKit.Formats;

/// <summary>Writes problems in this library's JSON format, which holds all that an <see cref="SdpProblem"/> can. Stateless and thread-safe.</summary>
public static class JsonProblemWriter
{
    /// <summary>Writes a problem so that <see cref="JsonProblemReader"/> reads back the same doubles.</summary>
    /// <param name="problem">The problem.</param>
    /// <param name="stream">Takes UTF-8 text; stays open.</param>
    /// <param name="cancellationToken">Stops the writing.</param>
    /// <exception cref="OperationCanceledException">The token was cancelled; part of the text is written.</exception>
    public static void Write(SdpProblem problem, Stream stream, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(problem);
        ArgumentNullException.ThrowIfNull(stream);
        var sink = new Utf8Sink(stream, cancellationToken);
        sink.Append("{\n  \"format\": \"sdpkit-problem\",\n  \"version\": "u8).Append(JsonProblemReader.FormatVersion);
        sink.Append(",\n  \"objective\": "u8).AppendArray(problem.Objective);
        sink.Append(",\n  \"blocks\": ["u8);
        for (int b = 0; b < problem.Blocks.Length; b++)
        {
            AppendBlock(sink.Append(b == 0 ? "\n"u8 : ",\n"u8), problem.Blocks[b], problem.Coefficients[b]);
        }

        sink.Append("\n  ]"u8);
        AppendEqualities(sink, problem);
        AppendQuadratic(sink, problem.Quadratic);
        sink.Append("\n}\n"u8).Flush();
    }

    private static void AppendBlock(Utf8Sink sink, SdpBlock shape, BlockCoefficients coefficients)
    {
        sink.Append("    {\n      \"kind\": "u8).Append(shape.Kind == BlockKind.Diagonal ? "\"diagonal\""u8 : "\"semidefinite\""u8);
        sink.Append(",\n      \"order\": "u8).Append(shape.Order);
        AppendEntries(sink, coefficients);
        AppendTerms(sink, "lowRank"u8, coefficients.LowRankTerms, static (sink, term, order) =>
        {
            sink.Append("{ \"variable\": "u8).Append(term.Variable).Append(", \"weights\": "u8).AppendArray(term.Weights.AsSpan());
            AppendColumns(sink.Append(", \"columns\": "u8), term.Factor, order);
        }, shape.Order);
        AppendTerms(sink, "dense"u8, coefficients.DenseTerms, static (sink, term, order) =>
            AppendColumns(sink.Append("{ \"variable\": "u8).Append(term.Variable).Append(", \"columns\": "u8), term.Values, order), shape.Order);
        sink.Append("\n    }"u8);
    }

    private static void AppendEntries(Utf8Sink sink, BlockCoefficients coefficients)
    {
        if (coefficients.Values.IsEmpty)
        {
            return;
        }

        sink.Append(",\n      \"entries\": ["u8);
        for (int t = 0; t < coefficients.Variables.Length; t++)
        {
            for (int k = coefficients.Starts[t]; k < coefficients.Starts[t + 1]; k++)
            {
                sink.Append(k == 0 ? "\n        ["u8 : ",\n        ["u8).Append(coefficients.Variables[t]).Append(", "u8).Append(coefficients.Rows[k]);
                sink.Append(", "u8).Append(coefficients.Columns[k]).Append(", "u8).Append(coefficients.Values[k]).Append("]"u8);
            }
        }

        sink.Append("\n      ]"u8);
    }

    private static void AppendTerms<T>(Utf8Sink sink, ReadOnlySpan<byte> name, ImmutableArray<T> terms, Action<Utf8Sink, T, int> append, int order)
    {
        if (terms.IsEmpty)
        {
            return;
        }

        sink.Append(",\n      \""u8).Append(name).Append("\": ["u8);
        for (int k = 0; k < terms.Length; k++)
        {
            append(sink.Append(k == 0 ? "\n        "u8 : ",\n        "u8), terms[k], order);
            sink.Append(" }"u8);
        }

        sink.Append("\n      ]"u8);
    }

    private static void AppendEqualities(Utf8Sink sink, SdpProblem problem)
    {
        if (problem.Equalities.RowCount == 0)
        {
            return;
        }

        sink.Append(",\n  \"equalities\": ["u8);
        for (int row = 0; row < problem.Equalities.RowCount; row++)
        {
            sink.Append(row == 0 ? "\n    { \"entries\": ["u8 : ",\n    { \"entries\": ["u8);
            ReadOnlySpan<int> columns = problem.Equalities.Columns(row);
            for (int k = 0; k < columns.Length; k++)
            {
                sink.Append(k == 0 ? "["u8 : ", ["u8).Append(columns[k]).Append(", "u8).Append(problem.Equalities.Values(row)[k]).Append("]"u8);
            }

            sink.Append("], \"rightHandSide\": "u8).Append(problem.EqualityRightHandSide[row]).Append(" }"u8);
        }

        sink.Append("\n  ]"u8);
    }

    private static void AppendQuadratic(Utf8Sink sink, SparseRows quadratic)
    {
        if (quadratic.EntryCount == 0)
        {
            return;
        }

        sink.Append(",\n  \"quadratic\": ["u8);
        ReadOnlySpan<byte> separator = "\n    ["u8;
        for (int row = 0; row < quadratic.RowCount; row++)
        {
            ReadOnlySpan<int> columns = quadratic.Columns(row);
            for (int k = 0; k < columns.Length && columns[k] <= row; k++)
            {
                sink.Append(separator).Append(row).Append(", "u8).Append(columns[k]).Append(", "u8).Append(quadratic.Values(row)[k]).Append("]"u8);
                separator = ",\n    ["u8;
            }
        }

        sink.Append("\n  ]"u8);
    }

    private static void AppendColumns(Utf8Sink sink, ImmutableArray<double> values, int order)
    {
        for (int start = 0; start < values.Length; start += order)
        {
            sink.Append(start == 0 ? "["u8 : ", "u8).AppendArray(values.AsSpan(start, order));
        }

        sink.Append("]"u8);
    }
}
