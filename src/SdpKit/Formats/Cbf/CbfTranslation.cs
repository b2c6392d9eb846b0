namespace SdpKit.Formats.Cbf;

/// <summary>Writes a CBF problem in this library's form, with its variables on the side that needs fewer x_i.</summary>
internal static class CbfTranslation
{
    public static ProblemFile Translate(CbfProgram program, string source)
    {
        long asInequalities = program.Variables.Count + Triangles(program.MatrixOrders);
        long asEquations = program.Constraints.Count + Triangles(program.ConstraintOrders);
        DeclaredSize.Check(source, Math.Min(asInequalities, asEquations) + program.Variables.Count + program.Constraints.Count, program.EntryCount);

        try
        {
            return asInequalities <= asEquations ? new CbfInequalityForm(program).Translate() : new CbfEquationForm(program).Translate();
        }
        catch (ArgumentException)
        {
            throw new ProblemFormatException(source, 0, 0, "entries that are given more than once sum to more than a double can hold");
        }
    }

    private static long Triangles(List<int> orders) => orders.Sum(order => (long)order * (order + 1L) / 2);
}
