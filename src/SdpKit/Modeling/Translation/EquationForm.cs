using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>
/// Writes a model as (D): the semidefinite and scalar inequalities are Y, with the variables that <see cref="Ownership"/> finds in them; other scalars are v; and each equality, each
/// entry of Y that is something else than a variable, and each square is an equation, so that it has an x.
/// </summary>
internal sealed class EquationForm : ITranslation
{
    private readonly ExpandedModel _model;
    private readonly Layout _layout;
    private readonly Ownership _ownership;
    private readonly ProblemAssembly _assembly;
    private int _equations;

    private EquationForm(ExpandedModel model, Layout layout, Ownership ownership, double[] parameters)
    {
        _model = model;
        _layout = layout;
        _ownership = ownership;
        _equations = layout.EqualityCount;
        _assembly = new ProblemAssembly(layout.Blocks, EquationCount(model, layout, ownership), ownership.FreeCount, parameters);
    }

    public ModelForm Form => ModelForm.Equation;

    public ParametricProblem Problem { get; private set; } = null!;

    /// <summary>Counts the equations, and with them the x.</summary>
    public static int EquationCount(ExpandedModel model, Layout layout, Ownership ownership) =>
        checked((int)(layout.EqualityCount + ownership.DefinitionCount + model.Squares.Sum(squares => squares.Squares.Length)));

    /// <summary>Translates a model.</summary>
    public static EquationForm Of(ExpandedModel model, Layout layout, Ownership ownership, double[] parameters)
    {
        var form = new EquationForm(model, layout, ownership, parameters);
        for (int k = 0; k < model.Constraints.Length; k++)
        {
            form.Add(k, model.Constraints[k].Cone);
        }

        // (D) maximises, so the objective enters with a minus.
        form.AddExpression(model.Objective, (_, _) => SdpProblem.Constant, -1.0);
        foreach (SquareSum squares in model.Squares)
        {
            form.AddSquares(squares);
        }

        form.Problem = form._assembly.Build();
        return form;
    }

    public double[] Values(SdpSolution solution)
    {
        var values = new double[_model.VariableCount];
        int scalar = 0;
        foreach (Owner owner in _ownership.Owners)
        {
            solution.EqualityMultipliers[(owner.FreeBefore - (owner.View.First - scalar))..owner.FreeBefore].CopyTo(values.AsSpan(scalar));
            for (scalar = owner.View.First; scalar < owner.View.First + owner.View.Count; scalar++)
            {
                (int row, int column, double constant) = owner.Place(scalar);
                values[scalar] = (solution.DualMatrix[owner.Block, row, column] - constant) / owner.Scale;
            }
        }

        solution.EqualityMultipliers[^(values.Length - scalar)..].CopyTo(values.AsSpan(scalar));
        return values;
    }

    public SymmetricBlockMatrix ConeDuals(SdpSolution solution) => solution.PrimalMatrix;

    public double EqualityDual(SdpSolution solution, int equality) => -solution.Variables[equality];

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

            for (int column = 0; column < term.Columns; column++)
            {
                for (int row = 0; row < term.Rows; row++)
                {
                    if (equation(row, column) is { } x && !InnerProductTerm.TryAdd(_assembly, _ownership, _layout, x, product, row, column, sign))
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
        double weight = squares.Atom.WeightIn(_assembly);
        foreach (Entry[] square in squares.Squares)
        {
            int x = _equations++;
            foreach (Entry entry in square)
            {
                Add(x, entry, weight > 0.0 ? 1.0 : 0.0);
            }

            _assembly.AddQuadratic(x, x, weight > 0.0 ? 0.5 / weight : 1.0);
        }
    }
}
