using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Adds s L V R' to a block of the inequality form, in which the coefficient of V_ij is s l_i r_j'.</summary>
internal static class SemidefiniteProduct
{
    /// <summary>Adds the products of two full vectors as such, and the others to the entries; false, and nothing done, where all are better written out.</summary>
    public static bool TryAdd(ProblemAssembly assembly, int block, ProductTerm term, List<Entry> entries)
    {
        SparseRows left = term.Left.Transposed();
        SparseRows right = ReferenceEquals(term.Left, term.Right) ? left : term.Right.Transposed();
        int order = term.Rows;
        if (!VectorProducts.IsWorthwhile(Longest(left), Longest(right), order))
        {
            return false;
        }

        double[][] lefts = [.. Enumerable.Range(0, left.RowCount).Select(i => VectorProducts.Spread(left.Columns(i), left.Values(i), 0, order))];
        double[][] rights = ReferenceEquals(left, right) ? lefts : [.. Enumerable.Range(0, right.RowCount).Select(j => VectorProducts.Spread(right.Columns(j), right.Values(j), 0, order))];
        VariableView variable = term.Variable;
        for (int i = 0; i < variable.Rows; i++)
        {
            (int first, int end) = variable.Kind switch { ViewKind.Diagonal => (i, i + 1), ViewKind.Symmetric => (0, i + 1), _ => (0, variable.Columns) };
            for (int j = first; j < end; j++)
            {
                bool isPair = variable.Kind == ViewKind.Symmetric && i != j;
                if (!VectorProducts.IsWorthwhile(left.Columns(i).Length, right.Columns(j).Length, order)
                    && !(isPair && VectorProducts.IsWorthwhile(left.Columns(j).Length, right.Columns(i).Length, order)))
                {
                    Expand(entries, left, right, term, i, j);
                    if (isPair)
                    {
                        Expand(entries, left, right, term, j, i);
                    }

                    continue;
                }

                List<double> factor = [];
                List<double> weights = [];
                double weight = isPair && ReferenceEquals(left, right) ? 2.0 * term.Scale : term.Scale;
                VectorProducts.Add(factor, weights, weight, lefts[i], rights[j]);
                if (isPair && !ReferenceEquals(left, right))
                {
                    VectorProducts.Add(factor, weights, weight, lefts[j], rights[i]);
                }

                assembly.AddLowRank(variable.At(i, j), block, [.. factor], [.. weights]);
            }
        }

        return true;
    }

    private static int Longest(SparseRows matrix) => Enumerable.Range(0, matrix.RowCount).Max(row => matrix.Columns(row).Length);

    private static void Expand(List<Entry> entries, SparseRows left, SparseRows right, ProductTerm term, int i, int j)
    {
        for (int k = 0; k < left.Columns(i).Length; k++)
        {
            for (int p = 0; p < right.Columns(j).Length; p++)
            {
                entries.Add(new Entry(left.Columns(i)[k], right.Columns(j)[p], term.Variable.At(i, j), -1, term.Scale * left.Values(i)[k] * right.Values(j)[p]));
            }
        }
    }
}
