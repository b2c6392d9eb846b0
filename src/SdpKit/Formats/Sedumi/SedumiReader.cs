using SdpKit.Formats.Matlab;

namespace SdpKit.Formats.Sedumi;

/// <summary>Reads problems in SeDuMi's form from MAT files: <c>At</c> or <c>A</c>, <c>b</c>, <c>c</c> and the cone <c>K</c>, full or sparse.</summary>
/// <remarks>
/// <code>
/// SeDuMi           minimize c'x  subject to  Ax = b, x in K         maximize b'y  subject to  z = c - A'y in K*
/// this library (D) maximize &lt;F_0,Y> + b'v                            (P) minimize c'x, X = sum x_i F_i - F_0
/// </code>
/// J. F. Sturm, Using SeDuMi 1.02, Optimization Methods and Software 11 (1999). With F_i = -A_i, F_0 = -C and -b as the objective, x here is SeDuMi's y, X is z, Y is x on the
/// cones and v is x where it is free; the optimal value changes its sign. A semidefinite part is stored as a whole matrix, of which only the symmetric half counts.
/// </remarks>
internal static class SedumiReader
{
    /// <exception cref="ProblemFormatException">The content is corrupt, is no problem, or has a cone that this library has not.</exception>
    public static ProblemFile Read(Stream content, string source, CancellationToken cancellationToken)
    {
        ArraySegment<byte> bytes = InputBytes.ReadAll(content, source, 0, cancellationToken);
        List<MatlabValue> variables = MatlabFile.Read(bytes, source, cancellationToken);
        SedumiCone cone = SedumiCone.Of(source, Find(variables, "K"), variables);
        SedumiMatrix b = SedumiMatrix.Of(source, Find(variables, "b") ?? throw Missing(source, "b", variables));
        SedumiMatrix c = SedumiMatrix.Of(source, Find(variables, "c") ?? Find(variables, "C") ?? throw Missing(source, "c", variables));
        MatlabValue? transposed = Find(variables, "At");
        SedumiMatrix a = SedumiMatrix.Of(source, transposed ?? Find(variables, "A") ?? throw Missing(source, "At", variables));

        int rowCount = b.VectorLength();
        if (c.VectorLength() != cone.Dimension)
        {
            throw c.Error($"found {c.VectorLength()} numbers; expected {cone.Dimension}, the dimension of the cone K");
        }

        DeclaredSize.Check(source, (long)rowCount + cone.FreeCount, a.StoredCount + b.StoredCount + c.StoredCount);

        // SeDuMi takes A and A' alike; where both would fit, the name decides.
        bool fitsTransposed = a.RowCount == cone.Dimension && a.ColumnCount == rowCount;
        bool fits = a.RowCount == rowCount && a.ColumnCount == cone.Dimension;
        if (!fits && !fitsTransposed)
        {
            throw a.Error($"found {a.RowCount} rows and {a.ColumnCount} columns; expected {rowCount} and {cone.Dimension}, the numbers of b and of the cone K, or the transpose");
        }

        bool isTransposed = fits && fitsTransposed ? transposed is not null : fitsTransposed;
        return new SedumiTranslation(source, cone, rowCount).Translate(a, isTransposed, b, c);
    }

    internal static ProblemFormatException Missing(string source, string name, List<MatlabValue> variables) => new(source, 0, 0,
        $"found {(variables.Count == 0 ? "no variables" : $"only the variables {string.Join(", ", variables.Take(8).Select(variable => Quotation.Of(variable.Name)))}")}; expected {Quotation.Of(name)} of a SeDuMi problem (At, b, c, K)");

    private static MatlabValue? Find(List<MatlabValue> variables, string name) => variables.Find(variable => variable.Name == name);
}
