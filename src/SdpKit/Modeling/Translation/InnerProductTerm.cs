using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Adds an entry s l'V r of a product to an equation, as the low-rank matrix s (l r' + r l') / 2 whose inner product with Y it is.</summary>
internal static class InnerProductTerm
{
    /// <summary>Adds it where V is a part of Y and the matrix is better not written out; otherwise does nothing.</summary>
    /// <param name="assembly">The problem.</param>
    /// <param name="ownership">Which variables are parts of Y.</param>
    /// <param name="layout">Where the constraints are.</param>
    /// <param name="x">The equation, or the objective.</param>
    /// <param name="term">The product.</param>
    /// <param name="row">The stored row of L that has l.</param>
    /// <param name="column">The stored row of R that has r.</param>
    /// <param name="sign">What the product is multiplied by.</param>
    public static bool TryAdd(ProblemAssembly assembly, Ownership ownership, Layout layout, int x, ProductTerm term, int row, int column, double sign)
    {
        VariableView variable = term.Variable;
        if (term.Parameter >= 0 || variable.Kind == ViewKind.Diagonal || ownership.Find(variable.First).Owner is not { } owner || owner.Block == layout.ScalarBlock)
        {
            return false;
        }

        int order = layout.Blocks[owner.Block].Order;
        if (!VectorProducts.IsWorthwhile(term.Left.Columns(row).Length, term.Right.Columns(column).Length, order))
        {
            return false;
        }

        // Y is symmetric, so the transpose of V is where V is, mirrored.
        (int first, int second) = owner.View.Kind == variable.Kind ? owner.First : (owner.First.Column, owner.First.Row);
        double weight = sign * term.Scale / owner.Scale;
        List<double> factor = [];
        List<double> weights = [];
        VectorProducts.Add(factor, weights, weight, VectorProducts.Spread(term.Left.Columns(row), term.Left.Values(row), first, order), VectorProducts.Spread(term.Right.Columns(column), term.Right.Values(column), second, order));
        assembly.AddLowRank(x, owner.Block, [.. factor], [.. weights]);
        if (x != SdpProblem.Constant && owner.HasConstants)
        {
            List<Entry> entries = [];
            term.Expand(row, column, entries);
            foreach (Entry entry in entries)
            {
                assembly.AddObjective(x, sign * entry.Value * owner.Place(entry.Variable).Constant / owner.Scale, -1);
            }
        }

        return true;
    }
}
