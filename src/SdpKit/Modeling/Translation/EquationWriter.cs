using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Writes a model as <see cref="EquationForm"/>, which keeps nothing of what is needed here alone.</summary>
internal sealed class EquationWriter
{
    private readonly Layout _layout;
    private readonly Ownership _ownership;
    private readonly ProblemAssembly _assembly;
    private int _equations;

    private EquationWriter(ExpandedModel model, Layout layout, Ownership ownership, double[] parameters)
    {
        _layout = layout;
        _ownership = ownership;
        _equations = layout.EqualityCount;
        _assembly = new ProblemAssembly(layout.Blocks, EquationCount(model, layout, ownership), ownership.FreeCount, parameters);
    }

    /// <summary>Counts the equations, and with them the x.</summary>
    public static int EquationCount(ExpandedModel model, Layout layout, Ownership ownership) =>
        checked((int)(layout.EqualityCount + ownership.DefinitionCount + model.Squares.Sum(squares => squares.Count)));

    /// <summary>Translates a model.</summary>
    public static EquationForm Write(ExpandedModel model, Layout layout, Ownership ownership, double[] parameters)
    {
        var writer = new EquationWriter(model, layout, ownership, parameters);
        for (int k = 0; k < model.Constraints.Length; k++)
        {
            writer.Add(k, model.Constraints[k].Cone);
        }

        // (D) maximises, so the objective enters with a minus.
        writer.AddExpression(model.Objective, (_, _) => SdpProblem.Constant, -1.0);
        foreach (SquareSum squares in model.Squares)
        {
            writer.AddSquares(squares);
        }

        return new EquationForm(writer._assembly.Build(), model.VariableCount, [.. ownership.Owners]);
    }

    private void Add(int constraint, ConeConstraint cone)
    {
        int place = _layout.Places[constraint];
        if (cone.Kind == ConstraintKind.Equal)
        {
            AddExpression(cone.Expression, (row, column) => !cone.IsSymmetric || row >= column ? place + cone.Index(row, column) : null, 1.0);
            return;
        }

        if (_ownership.OwnedCount(constraint) == cone.EntryCount)
        {
            return;
        }

        // An entry of Y is the entry of the expression: Y_rc - E_rc = 0.
        var equations = new int?[cone.EntryCount];
        for (int column = 0; column < cone.Expression.ColumnCount; column++)
        {
            for (int row = cone.IsSymmetric ? column : 0; row < cone.Expression.RowCount; row++)
            {
                int index = cone.Index(row, column);
                if (!_ownership.IsOwned(constraint, index))
                {
                    (int block, int first, int second) = cone.Kind == ConstraintKind.Semidefinite ? (place, row, column) : (_layout.ScalarBlock, place + index, place + index);
                    _assembly.AddHalves(_equations, block, first, second, 1.0, -1);
                    equations[index] = _equations++;
                }
            }
        }

        AddExpression(cone.Expression, (row, column) => !cone.IsSymmetric || row >= column ? equations[cone.Index(row, column)] : null, -1.0);
    }

    /// <summary>Adds sign times the entries of an expression to the equations that they belong to, or to the objective.</summary>
    private void AddExpression(AffineExpression expression, Func<int, int, int?> equation, double sign)
    {
        List<Entry> entries = ConstantEntries.Of(expression);
        foreach (Term term in expression.Terms)
        {
            if (term is not ProductTerm product)
            {
                term.Expand(entries);
                continue;
            }

            for (int column = 0; column < product.Right.StoredCount; column++)
            {
                for (int row = 0; row < product.Left.StoredCount; row++)
                {
                    if (equation(product.Left.Row(row), product.Right.Row(column)) is { } x && !InnerProductTerm.TryAdd(_assembly, _ownership, _layout, x, product, row, column, sign))
                    {
                        product.Expand(row, column, entries);
                    }
                }
            }
        }

        foreach (Entry entry in entries)
        {
            if (equation(entry.Row, entry.Column) is { } x)
            {
                Add(x, entry, sign);
            }
        }
    }

    private void Add(int x, Entry entry, double sign)
    {
        double value = sign * entry.Value;
        bool isObjective = x == SdpProblem.Constant;
        if (entry.Variable < 0)
        {
            if (!isObjective)
            {
                _assembly.AddObjective(x, -value, entry.Parameter);
            }
        }
        else if (_ownership.Find(entry.Variable) is { Owner: { } owner })
        {
            (int row, int column, double constant) = owner.Place(entry.Variable);
            value /= owner.Scale;
            _assembly.AddHalves(x, owner.Block, row, column, value, entry.Parameter);
            if (!isObjective && constant != 0.0)
            {
                _assembly.AddObjective(x, value * constant, entry.Parameter);
            }
        }
        else if (isObjective)
        {
            _assembly.AddRightHandSide(_ownership.Find(entry.Variable).Free, value, entry.Parameter);
        }
        else
        {
            _assembly.AddEqualityEntry(_ownership.Find(entry.Variable).Free, x, value, entry.Parameter);
        }
    }

    /// <summary>Where e - q x = 0 is an equation, the term -q x^2 / 2 of (D) is -w e^2 with w = 1 / (2q).</summary>
    private void AddSquares(SquareSum squares)
    {
        double weight = squares.WeightIn(_assembly);
        foreach (Entry entry in squares.Entries)
        {
            Add(_equations + entry.Row, entry, weight > 0.0 ? 1.0 : 0.0);
        }

        for (int k = 0; k < squares.Count; k++, _equations++)
        {
            _assembly.AddQuadratic(_equations, _equations, weight > 0.0 ? 0.5 / weight : 1.0);
        }
    }
}
