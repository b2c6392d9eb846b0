using SdpKit.Verification;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents s L V R', with all of a variable in the middle, so that congruences and other matrices of low rank stay what they are.</summary>
/// <remarks>The coefficient of an entry V_ij is s l_i r_j', with columns of L and R.</remarks>
internal sealed class ProductTerm(double scale, HypersparseRows left, VariableView variable, HypersparseRows right, int parameter = -1)
    : Term(left.RowCount, right.RowCount)
{
    /// <summary>So many entries take less room than the two factors do, and no translation keeps so small a product.</summary>
    private const int FewEntries = 4;

    /// <summary>Gets s.</summary>
    public double Scale { get; } = scale;

    /// <summary>Gets L.</summary>
    public HypersparseRows Left { get; } = left;

    /// <summary>Gets V.</summary>
    public VariableView Variable { get; } = variable;

    /// <summary>Gets R.</summary>
    public HypersparseRows Right { get; } = right;

    /// <summary>Gets the parameter that multiplies all; -1 for none.</summary>
    public int Parameter { get; } = parameter;

    public override int LastVariable => Variable.First + Variable.Count - 1;

    public override bool IsEvidentlySymmetric => ReferenceEquals(Left, Right) && Variable.IsSymmetric;

    public override bool IsShortWrittenOut => Variable.Count > 1 && (long)Left.EntryCount * Right.EntryCount <= FewEntries;

    public override Term Scaled(double factor) => new ProductTerm(factor * Scale, Left, Variable, Right, Parameter);

    public override Term? Weighted(int parameter) => Parameter >= 0 ? null : new ProductTerm(Scale, Left, Variable, Right, parameter);

    public override Term Transposed() => new ProductTerm(Scale, Right, Variable.Transpose, Left, Parameter);

    public override Term After(ConstantMatrix matrix) => With(Left.After(matrix), Right);

    public override Term Before(ConstantMatrix matrix) => With(Left, Right.After(matrix.Transposed));

    public override Term? Part(int row, int height, int column, int width) =>
        Left.Part(row, height) is not { } left ? null
        : ReferenceEquals(Left, Right) && row == column && height == width ? With(left, left)
        : Right.Part(column, width) is { } right ? With(left, right) : null;

    public override Term Within(int rows, int firstRow, int columns, int firstColumn)
    {
        HypersparseRows left = Left.Within(rows, firstRow);
        return With(left, ReferenceEquals(Left, Right) && rows == columns && firstRow == firstColumn ? left : Right.Within(columns, firstColumn));
    }

    public override Term Trace()
    {
        // tr(L V R') = sum over i, j of V_ij (L'R)_ij
        SparseRows weights = Left.TransposedTimes(Right);
        List<Entry> entries = [];
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(Variable.Kind == ViewKind.Symmetric ? SparseAlgebra.Folded(weights) : weights))
        {
            Add(entries, 0, 0, row, column, value);
        }

        return new EntriesTerm(1, 1, entries);
    }

    public override IEnumerable<Term> Diagonal()
    {
        // Entry i is l_i'V r_i with rows of L and R, which has rank one and stays so.
        for (int k = 0; k < Left.StoredCount; k++)
        {
            int row = Left.Row(k);
            if (Part(row, 1, row, 1) is { } entry)
            {
                yield return entry.Within(Rows, row, 1, 0);
            }
        }
    }

    public override Term Spread()
    {
        // A whole variable stays whole, so that A diag(x) A' is a sum of products x_i a_i a_i'.
        if (Variable is { Kind: ViewKind.Rectangular, Columns: 1 } && Left.IsIdentityWithin && Right.Values(0) is [1.0])
        {
            return new ProductTerm(Scale, Left, Variable with { Kind = ViewKind.Diagonal, Columns = Variable.Rows }, Left, Parameter);
        }

        List<Entry> entries = [];
        Expand(entries);
        return new EntriesTerm(Rows, Rows, entries).Spread();
    }

    public override IEnumerable<Term> Stacked()
    {
        for (int k = 0; k < Right.StoredCount; k++)
        {
            int column = Right.Row(k);
            yield return With(Left, Right.Part(column, 1)!).Within(checked(Rows * Columns), Rows * column, 1, 0);
        }
    }

    public override void Expand(List<Entry> entries)
    {
        if (Variable.Kind == ViewKind.Diagonal)
        {
            ExpandDiagonal(entries);
            return;
        }

        entries.EnsureCapacity(checked(entries.Count + (Left.EntryCount * Right.EntryCount)));
        for (int column = 0; column < Right.StoredCount; column++)
        {
            for (int row = 0; row < Left.StoredCount; row++)
            {
                Expand(row, column, entries);
            }
        }
    }

    /// <summary>Writes one entry of the matrix.</summary>
    /// <param name="left">The stored row of L that belongs to the row of the entry.</param>
    /// <param name="right">The stored row of R that belongs to its column.</param>
    /// <param name="entries">Receives what is added to the entry.</param>
    public void Expand(int left, int right, List<Entry> entries)
    {
        ReadOnlySpan<int> lefts = Left.Columns(left);
        ReadOnlySpan<int> rights = Right.Columns(right);
        for (int p = 0; p < rights.Length; p++)
        {
            for (int k = 0; k < lefts.Length; k++)
            {
                Add(entries, Left.Row(left), Right.Row(right), lefts[k], rights[p], Left.Values(left)[k] * Right.Values(right)[p]);
            }
        }
    }

    public override void AddTo(Span<CompensatedSum> sums, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters)
    {
        double factor = Parameter < 0 ? Scale : Scale * parameters[Parameter];

        // The product with the side of fewer rows comes first.
        if (Left.StoredCount <= Right.StoredCount)
        {
            AddTo(sums, factor, Left, Variable, Right, (1, Rows), variables);
        }
        else
        {
            AddTo(sums, factor, Right, Variable.Transpose, Left, (Rows, 1), variables);
        }
    }

    private static void AddTo(
        Span<CompensatedSum> sums,
        double factor,
        HypersparseRows left,
        VariableView variable,
        HypersparseRows right,
        (int Row, int Column) stride,
        ReadOnlySpan<double> variables)
    {
        var products = new CompensatedSum[variable.Columns];
        for (int row = 0; row < left.StoredCount; row++)
        {
            Array.Clear(products);
            AddRow(products, left, row, factor, variable, variables);
            for (int column = 0; column < right.StoredCount; column++)
            {
                ref CompensatedSum sum = ref sums[(stride.Row * left.Row(row)) + (stride.Column * right.Row(column))];
                ReadOnlySpan<int> places = right.Columns(column);
                for (int k = 0; k < places.Length; k++)
                {
                    sum.AddScaled(right.Values(column)[k], products[places[k]]);
                }
            }
        }
    }

    /// <summary>Adds a row of factor * L V.</summary>
    private static void AddRow(CompensatedSum[] products, HypersparseRows left, int row, double factor, VariableView variable, ReadOnlySpan<double> variables)
    {
        ReadOnlySpan<int> places = left.Columns(row);
        for (int k = 0; k < places.Length; k++)
        {
            double weight = factor * left.Values(row)[k];
            (int first, int end) = variable.Kind == ViewKind.Diagonal ? (places[k], places[k] + 1) : (0, products.Length);
            for (int column = first; column < end; column++)
            {
                products[column].AddProduct(weight, variables[variable.At(places[k], column)]);
            }
        }
    }

    private ProductTerm With(HypersparseRows left, HypersparseRows right) => new(Scale, left, Variable, right, Parameter);

    private void ExpandDiagonal(List<Entry> entries)
    {
        (SparseRows lefts, SparseRows rights) = (Left.Transposed(), Right.Transposed());
        for (int i = 0; i < Variable.Rows; i++)
        {
            for (int p = 0; p < rights.Columns(i).Length; p++)
            {
                for (int k = 0; k < lefts.Columns(i).Length; k++)
                {
                    Add(entries, lefts.Columns(i)[k], rights.Columns(i)[p], i, i, lefts.Values(i)[k] * rights.Values(i)[p]);
                }
            }
        }
    }

    private void Add(List<Entry> entries, int row, int column, int i, int j, double value)
    {
        int scalar = Variable.At(i, j);
        if (scalar >= 0)
        {
            entries.Add(new Entry(row, column, scalar, Parameter, Scale * value));
        }
    }
}
