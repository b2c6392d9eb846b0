using System.Globalization;
using SdpKit.Modeling.Translation;
using SdpKit.Verification;

namespace SdpKit.Modeling;

/// <summary>Represents the answer to a model in its own words. Immutable and thread-safe.</summary>
public sealed class ModelSolution
{
    private readonly TranslatedModel _translated;
    private readonly ITranslation _translation;
    private readonly double[] _parameters;
    private readonly double[] _variables;
    private readonly Lazy<SymmetricBlockMatrix> _coneDuals;

    internal ModelSolution(TranslatedModel translated, ITranslation translation, double[] parameters, SdpSolution solution, double tolerance)
    {
        _translated = translated;
        _translation = translation;
        _parameters = parameters;
        Solution = solution;
        Status = StatusWords.Of(solution.Status, translation.Form);
        _variables = translation.Values(solution);
        _coneDuals = new Lazy<SymmetricBlockMatrix>(() => translation.ConeDuals(translated.Problem, solution));
        (double minimum, double bound) = Status switch
        {
            ModelStatus.Infeasible => (double.PositiveInfinity, double.PositiveInfinity),
            ModelStatus.Unbounded => (double.NaN, double.NegativeInfinity),
            _ => Evaluated(solution, tolerance),
        };
        (Objective, Bound) = translated.Model.IsMaximum ? (-minimum, -bound) : (minimum, bound);
    }

    /// <summary>Gets how the solve ended.</summary>
    public ModelStatus Status { get; }

    /// <summary>Gets a sentence about what to do next.</summary>
    public string Advice => StatusWords.Advice(Status);

    /// <summary>Gets the value of the objective at the values of the variables.</summary>
    /// <value>
    /// With <see cref="ModelStatus.Infeasible"/> the optimum over no values, infinity for a minimum and minus infinity for a maximum; not a number with <see cref="ModelStatus.Unbounded"/>,
    /// because a direction does not tell whether there is a point to go from.
    /// </value>
    public double Objective { get; }

    /// <summary>Gets the bound that the duals give: the optimal value is not better than this, up to the errors of the duals, which are within the tolerance of the solve (with <see cref="ModelStatus.NearOptimal"/> 1000 times that).</summary>
    /// <value>Minus infinity for a minimum, and infinity for a maximum, where the duals give none; the optimum itself with <see cref="ModelStatus.Infeasible"/>.</value>
    public double Bound { get; }

    /// <summary>Gets the answer in the words of the solver, with its errors, statistics and notes.</summary>
    public SdpSolution Solution { get; }

    /// <summary>Gets a sentence about what was built for the solver.</summary>
    public string Description => _translated.Description;

    /// <summary>Says in one line how the solve ended.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Status}, objective {Objective:G10}, bound {Bound:G10}");

    /// <summary>Computes the value of a scalar.</summary>
    /// <param name="expression">A scalar expression of the model.</param>
    /// <exception cref="ArgumentException">The expression is not a scalar, or has variables that were not in the model.</exception>
    /// <exception cref="InvalidOperationException">The model is infeasible or unbounded: there are no values.</exception>
    public double Value(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.IsScalar
            ? Checked(expression)[0].Value
            : throw new ArgumentException($"Value is for scalars; the expression is {expression.Shape}: use Vector or Matrix.", nameof(expression));
    }

    /// <summary>Computes the values of a row or a column.</summary>
    /// <param name="expression">An expression of the model.</param>
    /// <exception cref="ArgumentException">The expression is not a vector, or has variables that were not in the model.</exception>
    /// <exception cref="InvalidOperationException">The model is infeasible or unbounded: there are no values.</exception>
    public double[] Vector(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return expression.RowCount == 1 || expression.ColumnCount == 1
            ? [.. Checked(expression).Select(sum => sum.Value)]
            : throw new ArgumentException($"Vector is for rows and columns; the expression is {expression.Shape}: use Matrix.", nameof(expression));
    }

    /// <summary>Computes the values of all entries.</summary>
    /// <param name="expression">An expression of the model.</param>
    /// <exception cref="ArgumentException">The expression has variables that were not in the model.</exception>
    /// <exception cref="InvalidOperationException">The model is infeasible or unbounded: there are no values.</exception>
    public double[,] Matrix(AffineExpression expression)
    {
        ArgumentNullException.ThrowIfNull(expression);
        return Filled(expression, Checked(expression));
    }

    /// <summary>Gets how a variable changes along the direction in which the objective of an unbounded model improves without end.</summary>
    /// <param name="variable">A variable of the model.</param>
    /// <exception cref="ArgumentException">The variable was not in the model.</exception>
    /// <exception cref="InvalidOperationException">The model is not <see cref="ModelStatus.Unbounded"/>.</exception>
    public double[,] Direction(Variable variable)
    {
        ArgumentNullException.ThrowIfNull(variable);
        CheckKnown(variable);
        return Status == ModelStatus.Unbounded
            ? Filled(variable, Evaluated(variable))
            : throw new InvalidOperationException($"The solve of the model ended as {Status}: only an unbounded model has a direction.");
    }

    /// <summary>Gets the dual of a constraint: the derivative of the optimal value with respect to the right-hand side.</summary>
    /// <remarks>
    /// If the right-hand side grows by a small D, the optimal value grows by the sum over all entries of dual times D (for a symmetric constraint, symmetric D). So, for a minimum,
    /// that of >> is positive semidefinite, of >= non-negative, of &lt;= and &lt;&lt; the negative of these, and of == of either sign; for a maximum all signs are the other way round. With
    /// <see cref="ModelStatus.Infeasible"/> the duals are the proof, in the signs of a minimum. Of a bound of a convex expression the dual is 1 x 1.
    /// </remarks>
    /// <param name="constraint">A constraint that the model requires.</param>
    /// <exception cref="ArgumentException">The constraint was not required when the model was translated.</exception>
    /// <exception cref="InvalidOperationException">The model is unbounded: no duals satisfy their constraints.</exception>
    public double[,] Dual(Constraint constraint)
    {
        if (Status == ModelStatus.Unbounded)
        {
            throw new InvalidOperationException($"The solve of the model ended as {Status}: there are no duals. {Advice}");
        }

        (ConeConstraint cone, int index, int entry) = _translated.Model.Find(constraint);
        int place = _translated.Layout.Places[index] + entry;
        SymmetricBlockMatrix duals = _coneDuals.Value;
        double sign = cone.IsReversed != (_translated.Model.IsMaximum && Status != ModelStatus.Infeasible) ? -1.0 : 1.0;
        return Filled(cone.Expression, (row, column) => sign * (cone.Kind switch
        {
            ConstraintKind.Semidefinite => duals[place, Math.Max(row, column), Math.Min(row, column)],
            ConstraintKind.NonNegative => Share(row, column) * duals[_translated.Layout.ScalarBlock, place + cone.Index(row, column), place + cone.Index(row, column)],
            _ => Share(row, column) * _translation.EqualityDual(Solution, place + cone.Index(row, column)),
        }));

        // Two mirrored entries are one scalar constraint, and share its multiplier.
        double Share(int row, int column) => cone.IsSymmetric && row != column ? 0.5 : 1.0;
    }

    /// <summary>Computes how far a constraint is from being active: the larger side minus the smaller one; of == the left minus the right.</summary>
    /// <param name="constraint">A constraint that the model requires.</param>
    /// <exception cref="ArgumentException">The constraint was not required when the model was translated.</exception>
    /// <exception cref="InvalidOperationException">The model is infeasible or unbounded: there are no values.</exception>
    public double[,] Slack(Constraint constraint)
    {
        RequirePoint();
        AffineExpression expression = _translated.Model.Find(constraint).Cone.Expression;
        return Filled(expression, Evaluated(expression));
    }

    /// <summary>Measures how far each constraint is violated at the values of the variables, from what the caller wrote, with the arithmetic of the independent checker.</summary>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    /// <exception cref="InvalidOperationException">The model is infeasible or unbounded: there are no values.</exception>
    public ModelCheck Check(CancellationToken cancellationToken = default)
    {
        RequirePoint();
        return new([.. _translated.Model.Constraints.SelectMany(constraint => Checked(constraint, cancellationToken))]);
    }

    /// <summary>Throws where the status is not <see cref="ModelStatus.Optimal"/>; otherwise returns this solution.</summary>
    /// <exception cref="InvalidOperationException">The solve ended otherwise; the message gives the status and what to do.</exception>
    public ModelSolution EnsureOptimal() => Status == ModelStatus.Optimal
        ? this
        : throw new InvalidOperationException($"The solve of the model ended as {Status}, not Optimal. {Advice}");

    private static double[,] Filled(AffineExpression shape, CompensatedSum[] sums) => Filled(shape, (row, column) => sums[row + (shape.RowCount * column)].Value);

    private static double[,] Filled(AffineExpression shape, Func<int, int, double> entry)
    {
        var values = new double[shape.RowCount, shape.ColumnCount];
        for (int row = 0; row < shape.RowCount; row++)
        {
            for (int column = 0; column < shape.ColumnCount; column++)
            {
                values[row, column] = entry(row, column);
            }
        }

        return values;
    }

    /// <summary>Measures the violation of a constraint, or of each scalar one in a row.</summary>
    private IEnumerable<ConstraintCheck> Checked(NamedCone constraint, CancellationToken cancellationToken)
    {
        CompensatedSum[] entries = Evaluated(constraint.Cone.Expression);
        return entries.Chunk(entries.Length / constraint.Names.Count).Select((part, number) =>
            new ConstraintCheck(constraint.Names[number], constraint.Cone.Kind, Violation.Of(constraint.Cone, part, cancellationToken)));
    }

    private CompensatedSum[] Checked(AffineExpression expression)
    {
        RequirePoint();
        CheckKnown(expression);
        return Evaluated(expression);
    }

    private void CheckKnown(AffineExpression expression)
    {
        if (!_translated.Model.IsOf(expression))
        {
            throw new ArgumentException("The variables of the expression belong to another model.", nameof(expression));
        }

        if (expression.Terms.Any(term => term.LastVariable >= _translated.Model.ModelVariableCount))
        {
            throw new ArgumentException("The expression has variables that were added after the model was translated; solve again.", nameof(expression));
        }
    }

    private void RequirePoint()
    {
        if (Status is ModelStatus.Infeasible or ModelStatus.Unbounded)
        {
            throw new InvalidOperationException($"The solve of the model ended as {Status}: there are no values to evaluate anything at. {Advice}");
        }
    }

    /// <summary>Computes what is minimised at the values, and the bound where the duals are one.</summary>
    private (double Minimum, double Bound) Evaluated(SdpSolution solution, double tolerance)
    {
        double minimum = Evaluated(_translated.Model.Objective)[0].Value + _translated.Model.Squares.Sum(SquaresOf);
        DimacsErrors? errors = solution.Errors;
        (double? residual, double? cone) = _translation.Form == ModelForm.Inequality
            ? (errors?.DualResidual, errors?.DualCone)
            : (errors?.PrimalResidual, errors?.PrimalCone);
        bool isBound = Status is ModelStatus.Optimal or ModelStatus.NearOptimal || (residual <= tolerance && cone <= tolerance);
        return (minimum, isBound ? minimum - (solution.Objective - solution.DualObjective) : double.NegativeInfinity);
    }

    private CompensatedSum[] Evaluated(AffineExpression expression) => Evaluation.Of(expression, _variables, _parameters);

    private double SquaresOf(SquareSum squares) => Evaluated(squares.Atom.Weight)[0].Value * Evaluated(squares.Atom.Argument).Sum(entry => entry.Value * entry.Value);
}
