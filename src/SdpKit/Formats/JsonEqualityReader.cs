using System.Text.Json;

namespace SdpKit.Formats;

/// <summary>Reads the linear equalities of a JSON problem.</summary>
internal static class JsonEqualityReader
{
    /// <summary>Reads the list of equalities that the cursor is at.</summary>
    public static void ReadAll(ref JsonCursor cursor, SdpProblemBuilder builder)
    {
        cursor.Enter(JsonTokenType.StartArray, "a list of equalities");
        while (cursor.MoveToElement())
        {
            Read(ref cursor, builder);
        }
    }

    private static void Read(ref JsonCursor cursor, SdpProblemBuilder builder)
    {
        JsonCursor start = cursor;
        JsonCursor entries = default, rightHandSide = default;
        cursor.Enter(JsonTokenType.StartObject, "an equality, an object with entries and rightHandSide");
        while (cursor.MoveToProperty() is { } property)
        {
            switch (property)
            {
                case "entries": cursor.Keep(ref entries, property); break;
                case "rightHandSide": cursor.Keep(ref rightHandSide, property); break;
                default: throw cursor.UnknownProperty(property, "entries or rightHandSide");
            }
        }

        start.Require(entries, "entries");
        start.Require(rightHandSide, "rightHandSide");
        int equality = builder.AddEquality(rightHandSide.ReadNumber("the right-hand side of an equality"));
        entries.Enter(JsonTokenType.StartArray, "a list of entries");
        while (entries.MoveToElement())
        {
            entries.Enter(JsonTokenType.StartArray, "an entry [variable, value]");
            int variable = entries.NextInteger(0, builder.VariableCount - 1, "a variable");
            builder.AddEqualityEntry(equality, variable, entries.NextNumber("the coefficient of a variable"));
            entries.Leave("the end of the entry [variable, value]");
        }
    }
}
