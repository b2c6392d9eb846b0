using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Writes a model as <see cref="InequalityForm"/>, which keeps nothing of what is needed here alone.</summary>
internal sealed class InequalityWriter
{
    /// <summary>Squares below this, 2^-1000, have lost digits to underflow.</summary>
    private const double Tiny = 9.33263618503219e-302;

    private readonly Layout _layout;
    private readonly ProblemAssembly _assembly;

    private InequalityWriter(ExpandedModel model, Layout layout, double[] parameters)
    {
        _layout = layout;
        _assembly = new ProblemAssembly(layout.Blocks, model.VariableCount, layout.EqualityCount, parameters);
    }

    /// <summary>Translates a model.</summary>
    public static InequalityForm Write(ExpandedModel model, Layout layout, double[] parameters)
    {
        var writer = new InequalityWriter(model, layout, parameters);
        for (int k = 0; k < model.Constraints.Length; k++)
        {
            writer.Add(model.Constraints[k].Cone, layout.Places[k]);
        }

        writer.AddObjective(model.Objective);
        writer.AddSquares(model);
        return new InequalityForm(writer._assembly.Build());
    }

    private void Add(ConeConstraint cone, int place)
    {
        AffineExpression expression = cone.Expression;
        List<Entry> entries = ConstantEntries.Of(expression);
        foreach (Term term in expression.Terms)
        {
            if (cone.Kind != ConstraintKind.Semidefinite || term is not ProductTerm { Parameter: < 0 } product || !SemidefiniteProduct.TryAdd(_assembly, place, product, entries))
            {
                term.Expand(entries);
            }
        }

        foreach (Entry entry in entries)
        {
            if (cone.Kind == ConstraintKind.Semidefinite)
            {
                AddToBlock(entry, place, entry.Row, entry.Column);
            }
            else if (!cone.IsSymmetric || entry.Row >= entry.Column)
            {
                int index = place + cone.Index(entry.Row, entry.Column);
                if (cone.Kind == ConstraintKind.NonNegative)
                {
                    AddToBlock(entry, _layout.ScalarBlock, index, index);
                }
                else if (entry.Variable >= 0)
                {
                    _assembly.AddEqualityEntry(index, entry.Variable, entry.Value, entry.Parameter);
                }
                else
                {
                    _assembly.AddRightHandSide(index, -entry.Value, entry.Parameter);
                }
            }
        }
    }

    /// <summary>X = sum x_i F_i - F_0, so that what has no variable enters with a minus.</summary>
    private void AddToBlock(Entry entry, int block, int row, int column) =>
        _assembly.AddHalves(entry.Variable, block, row, column, entry.Variable < 0 ? -entry.Value : entry.Value, entry.Parameter);

    private void AddObjective(AffineExpression objective)
    {
        List<Entry> entries = [];
        foreach (Term term in objective.Terms)
        {
            term.Expand(entries);
        }

        foreach (Entry entry in entries.Where(entry => entry.Variable >= 0))
        {
            _assembly.AddObjective(entry.Variable, entry.Value, entry.Parameter);
        }
    }

    /// <summary>w (a'x + b)^2 = x'(2w aa')x / 2 + 2wb a'x + ..., so that all squares together have Q = A' diag(2w) A with a row of A each.</summary>
    private void AddSquares(ExpandedModel model)
    {
        var rows = new TripletList();
        List<double> weights = [];
        List<Entry> none = [];
        foreach (SquareSum squares in model.Squares)
        {
            double twice = 2.0 * squares.WeightIn(_assembly);
            var constants = new List<Entry>?[squares.Count];
            foreach (Entry constant in squares.Entries)
            {
                if (constant.Variable < 0)
                {
                    (constants[constant.Row] ??= []).Add(constant);
                }
            }

            rows.Reserve(squares.Entries.Count);
            foreach (Entry entry in squares.Entries)
            {
                if (entry.Variable < 0)
                {
                    continue;
                }

                double number = _assembly.Number(entry.Value, entry.Parameter);
                rows.Add(weights.Count + entry.Row, entry.Variable, number);
                foreach (Entry constant in constants[entry.Row] ?? none)
                {
                    _assembly.AddObjective(entry.Variable, twice * number * constant.Value, constant.Parameter);
                }
            }

            weights.AddRange(Enumerable.Repeat(twice, squares.Count));
        }

        SparseRows matrix = rows.Build(weights.Count, model.VariableCount);
        SparseRows gram = SparseMatrixProduct.Gram(matrix, [.. weights]);
        foreach ((int row, int column, double value) in SparseAlgebra.Entries(gram))
        {
            _assembly.AddQuadratic(row, column, value);
        }

        RefuseUnderflow(matrix, weights, gram);
    }

    /// <summary>Throws where a variable that is squared has lost digits in Q, or all of them.</summary>
    private static void RefuseUnderflow(SparseRows matrix, List<double> weights, SparseRows gram)
    {
        var isSquared = new bool[matrix.ColumnCount];
        for (int row = 0; row < matrix.RowCount; row++)
        {
            foreach (int column in weights[row] > 0.0 ? matrix.Columns(row) : [])
            {
                isSquared[column] = true;
            }
        }

        for (int variable = 0; variable < isSquared.Length; variable++)
        {
            if (isSquared[variable] && SparseAlgebra.At(gram, variable, variable) < Tiny)
            {
                throw new ArgumentException("The squares of the data in a sum of squares underflow, so that it would count as nothing. Multiply its argument by a large number, and divide its factor by the square of that.");
            }
        }
    }
}
