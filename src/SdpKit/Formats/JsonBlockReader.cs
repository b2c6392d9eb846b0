using System.Text.Json;

namespace SdpKit.Formats;

/// <summary>Reads the blocks of a JSON problem, each with its share of the coefficient matrices.</summary>
internal static class JsonBlockReader
{
    private const string Diagonal = "diagonal";
    private const string Semidefinite = "semidefinite";

    /// <summary>Reads the list of blocks that the cursor is at.</summary>
    /// <returns>How many entries other than zero each block gives.</returns>
    public static int[] ReadAll(ref JsonCursor cursor, SdpProblemBuilder builder, CancellationToken cancellationToken)
    {
        var entryCounts = new List<int>();
        cursor.Enter(JsonTokenType.StartArray, "a list of blocks");
        while (cursor.MoveToElement())
        {
            cancellationToken.ThrowIfCancellationRequested();
            entryCounts.Add(Read(ref cursor, builder));
        }

        return [.. entryCounts];
    }

    private static int Read(ref JsonCursor cursor, SdpProblemBuilder builder)
    {
        JsonCursor start = cursor;
        JsonCursor kind = default, order = default, entries = default, lowRank = default, dense = default;
        cursor.Enter(JsonTokenType.StartObject, "a block, an object with kind and order");
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "kind": cursor.Keep(ref kind, property); break;
                case "order": cursor.Keep(ref order, property); break;
                case "entries": cursor.Keep(ref entries, property); break;
                case "lowRank": cursor.Keep(ref lowRank, property); break;
                case "dense": cursor.Keep(ref dense, property); break;
                default: throw cursor.UnknownProperty(property, "kind, order, entries, lowRank or dense");
            }
        }

        start.Require(kind, "kind");
        start.Require(order, "order");
        SdpBlock shape = new(ReadKind(kind), order.ReadInteger(1, int.MaxValue, "the order of a block"));
        int block = shape.Kind == BlockKind.Diagonal ? builder.AddDiagonalBlock(shape.Order) : builder.AddSemidefiniteBlock(shape.Order);
        if (lowRank.Exists)
        {
            ReadTerms(ref lowRank, builder, block, weighted: true);
        }

        if (dense.Exists)
        {
            ReadTerms(ref dense, builder, block, weighted: false);
        }

        return entries.Exists ? ReadEntries(ref entries, builder, block, shape) : 0;
    }

    private static BlockKind ReadKind(JsonCursor kind)
    {
        const string expected = $"\"{Semidefinite}\" or \"{Diagonal}\"";
        return kind.ReadText(expected) switch
        {
            Semidefinite => BlockKind.PositiveSemidefinite,
            Diagonal => BlockKind.Diagonal,
            _ => throw kind.Unexpected(expected),
        };
    }

    private static int ReadEntries(ref JsonCursor cursor, SdpProblemBuilder builder, int block, SdpBlock shape)
    {
        int count = 0;
        cursor.Enter(JsonTokenType.StartArray, "a list of entries");
        while (cursor.MoveToElement())
        {
            cursor.Enter(JsonTokenType.StartArray, "an entry [variable, row, column, value]");
            int variable = cursor.NextInteger(SdpProblem.Constant, builder.VariableCount - 1, "a variable");
            int row = cursor.NextInteger(0, shape.Order - 1, "a row");
            int column = cursor.NextInteger(0, shape.Order - 1, "a column");
            if (shape.Kind == BlockKind.Diagonal && row != column)
            {
                throw cursor.Unexpected($"column {row}, because the block is diagonal");
            }

            double value = cursor.NextNumber("the value of an entry");
            cursor.Leave("the end of the entry [variable, row, column, value]");
            if (value != 0.0)
            {
                builder.AddEntry(variable, block, row, column, value);
                count++;
            }
        }

        return count;
    }

    /// <summary>Reads low-rank terms, which are weighted, or dense terms, which are not; both are matrices given by columns.</summary>
    private static void ReadTerms(ref JsonCursor cursor, SdpProblemBuilder builder, int block, bool weighted)
    {
        cursor.Enter(JsonTokenType.StartArray, "a list of terms");
        while (cursor.MoveToElement())
        {
            JsonCursor start = cursor;
            JsonCursor variable = default, weights = default, columns = default;
            cursor.Enter(JsonTokenType.StartObject, "a term, an object");
            while (cursor.MoveToProperty() is { } property)
            {
                switch (property)
                {
                    case "variable": cursor.Keep(ref variable, property); break;
                    case "columns": cursor.Keep(ref columns, property); break;
                    case "weights" when weighted: cursor.Keep(ref weights, property); break;
                    default: throw cursor.UnknownProperty(property, weighted ? "variable, weights or columns" : "variable or columns");
                }
            }

            start.Require(variable, "variable");
            start.Require(columns, "columns");
            int index = variable.ReadInteger(SdpProblem.Constant, builder.VariableCount - 1, "a variable");
            double[] values = ReadColumns(ref columns);
            try
            {
                if (weighted)
                {
                    start.Require(weights, "weights");
                    builder.AddLowRank(index, block, values, weights.ReadNumbers("a weight"));
                }
                else
                {
                    builder.AddDense(index, block, values);
                }
            }
            catch (ArgumentException exception)
            {
                throw start.Refused(exception);
            }
        }
    }

    private static double[] ReadColumns(ref JsonCursor cursor)
    {
        var values = new List<double>();
        cursor.Enter(JsonTokenType.StartArray, "a list of columns");
        while (cursor.MoveToElement())
        {
            values.AddRange(cursor.ReadNumbers("an entry of the column"));
        }

        return [.. values];
    }
}
