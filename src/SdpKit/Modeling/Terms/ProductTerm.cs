using SdpKit.Verification;

namespace SdpKit.Modeling.Terms;

/// <summary>Represents s L V R', with all of a variable in the middle, so that congruences and other matrices of low rank stay what they are.</summary>
/// <remarks>The coefficient of an entry V_ij is s l_i r_j', with columns of L and R.</remarks>
internal sealed class ProductTerm(double scale, SparseRows left, VariableView variable, SparseRows right, int parameter = -1)
    : Term(left.RowCount, right.RowCount)
{
    /// <summary>So many entries take less room than the two factors do, and no translation keeps so small a product.</summary>
    private const int FewEntries = 4;

    /// <summary>Gets s.</summary>
    public double Scale { get; } = scale;

    /// <summary>Gets L.</summary>
    public SparseRows Left { get; } = left;

    /// <summary>Gets V.</summary>
    public VariableView Variable { get; } = variable;

    /// <summary>Gets R.</summary>
    public SparseRows Right { get; } = right;

    /// <summary>Gets the parameter that multiplies all; -1 for none.</summary>
    public int Parameter { get; } = parameter;

    public override int LastVariable => Variable.First + Variable.Count - 1;

    public override bool IsEvidentlySymmetric => ReferenceEquals(Left, Right) && Variable.IsSymmetric;

    public override bool IsShortWrittenOut => Variable.Count > 1 && (long)Left.EntryCount * Right.EntryCount <= FewEntries;

    public override Term Scaled(double factor) => new ProductTerm(factor * Scale, Left, Variable, Right, Parameter);

    public override Term? Weighted(int parameter) => Parameter >= 0 ? null : new ProductTerm(Scale, Left, Variable, Right, parameter);

    public override Term Transposed() => new ProductTerm(Scale, Right, Variable.Transpose, Left, Parameter);

    public override Term After(SparseRows matrix) => new ProductTerm(Scale, SparseMatrixProduct.Of(matrix, Left), Variable, Right, Parameter);

    public override Term Before(SparseRows matrix) =>
        new ProductTerm(Scale, Left, Variable, SparseMatrixProduct.Of(SparseAlgebra.Transpose(matrix), Right), Parameter);

    /// <summary>Makes the congruence matrix * this * matrix', which keeps a symmetric term evidently so.</summary>
    public ProductTerm Congruent(SparseRows matrix)
    {
        SparseRows left = SparseMatrixProduct.Of(matrix, Left);
        return new ProductTerm(Scale, left, Variable, ReferenceEquals(Left, Right) ? left : SparseMatrixProduct.Of(matrix, Right), Parameter);
    }

    public override Term Trace()
    {
        // tr(L V R') = sum over i, j of V_ij (L'R)_ij
        SparseRows weights = SparseMatrixProduct.Of(SparseAlgebra.Transpose(Left), Right);
        List<Entry> entries = [];
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(Variable.Kind == ViewKind.Symmetric ? SparseAlgebra.Folded(weights) : weights))
        {
            Add(entries, 0, 0, row, column, value);
        }

        return new EntriesTerm(1, 1, entries);
    }

    public override void Expand(List<Entry> entries)
    {
        if (Variable.Kind == ViewKind.Diagonal)
        {
            ExpandDiagonal(entries);
            return;
        }

        for (int column = 0; column < Columns; column++)
        {
            for (int row = 0; row < Rows; row++)
            {
                Expand(row, column, entries);
            }
        }
    }

    /// <summary>Writes one entry of the matrix.</summary>
    public void Expand(int row, int column, List<Entry> entries)
    {
        ReadOnlySpan<int> lefts = Left.Columns(row);
        ReadOnlySpan<int> rights = Right.Columns(column);
        for (int p = 0; p < rights.Length; p++)
        {
            for (int k = 0; k < lefts.Length; k++)
            {
                Add(entries, row, column, lefts[k], rights[p], Left.Values(row)[k] * Right.Values(column)[p]);
            }
        }
    }

    public override void AddTo(Span<CompensatedSum> sums, ReadOnlySpan<double> variables, ReadOnlySpan<double> parameters)
    {
        double factor = Parameter < 0 ? Scale : Scale * parameters[Parameter];
        var products = new CompensatedSum[Variable.Columns];
        for (int row = 0; row < Rows; row++)
        {
            if (Left.Columns(row).IsEmpty)
            {
                continue;
            }

            Array.Clear(products);
            AddRow(products, row, factor, variables);
            for (int column = 0; column < Columns; column++)
            {
                ReadOnlySpan<int> places = Right.Columns(column);
                for (int k = 0; k < places.Length; k++)
                {
                    sums[row + (Rows * column)].AddScaled(Right.Values(column)[k], products[places[k]]);
                }
            }
        }
    }

    /// <summary>Adds row <paramref name="row"/> of s L V.</summary>
    private void AddRow(CompensatedSum[] products, int row, double factor, ReadOnlySpan<double> variables)
    {
        ReadOnlySpan<int> places = Left.Columns(row);
        for (int k = 0; k < places.Length; k++)
        {
            double weight = factor * Left.Values(row)[k];
            (int first, int end) = Variable.Kind == ViewKind.Diagonal ? (places[k], places[k] + 1) : (0, products.Length);
            for (int column = first; column < end; column++)
            {
                products[column].AddProduct(weight, variables[Variable.At(places[k], column)]);
            }
        }
    }

    private void ExpandDiagonal(List<Entry> entries)
    {
        (SparseRows lefts, SparseRows rights) = (SparseAlgebra.Transpose(Left), SparseAlgebra.Transpose(Right));
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
