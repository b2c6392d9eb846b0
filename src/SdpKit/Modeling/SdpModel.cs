using System.Globalization;
using System.Runtime.CompilerServices;
using SdpKit.Modeling.Terms;
using SdpKit.Modeling.Translation;

namespace SdpKit.Modeling;

/// <summary>Collects variables, constraints and an objective, and solves what they make. Not thread-safe.</summary>
/// <remarks>
/// <see cref="Solve"/> writes the model as an <see cref="SdpProblem"/>, in the smaller of the two forms, solves it and gives the answer in the words of the model. A model may be
/// changed and solved again; what was translated before does not change.
/// </remarks>
public sealed partial class SdpModel
{
    /// <summary>So many constraints may stand by themselves, where scalar ones take more room, before they are joined to rows.</summary>
    private const int Unjoined = 1024;

    private readonly ScalarRanges<string> _variables = new();
    private readonly ScalarRanges<Parameter> _parameters = new();
    private readonly List<NamedConstraint> _constraints = [];
    private ConvexExpression _objective = (AffineExpression)0.0;
    private bool _isMaximum;
    private int _joinedCount;

    /// <summary>Gets the number of scalars in all variables together.</summary>
    public int VariableCount => _variables.Count;

    internal int ParameterCount => _parameters.Count;

    /// <summary>Gets values of the variables at which expressions are tried.</summary>
    internal RandomSequence VariableSample { get; } = new(1);

    /// <summary>Gets values of the parameters at which expressions are tried.</summary>
    internal RandomSequence ParameterSample { get; } = new(2);

    /// <summary>Adds a constraint.</summary>
    /// <param name="constraint">The constraint; a comparison of expressions makes one.</param>
    /// <param name="name">Its name in messages; by default the text of the argument.</param>
    /// <returns>The model, so that calls may follow one another.</returns>
    /// <exception cref="ArgumentException">The variables belong to another model.</exception>
    public SdpModel Require(Constraint constraint, [CallerArgumentExpression(nameof(constraint))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(constraint);
        CheckModel(constraint.Model, name);
        _constraints.Add(new NamedConstraint(CompactArray<string>.Of(name), constraint));
        if (_constraints.Count == _joinedCount + Unjoined)
        {
            Join();
        }

        return this;
    }

    /// <summary>Adds constraints.</summary>
    /// <param name="constraints">The constraints.</param>
    /// <param name="name">Their common name in messages; by default the text of the argument.</param>
    /// <returns>The model, so that calls may follow one another.</returns>
    /// <exception cref="ArgumentException">The variables of one belong to another model.</exception>
    public SdpModel RequireAll(IEnumerable<Constraint> constraints, [CallerArgumentExpression(nameof(constraints))] string name = "")
    {
        ArgumentNullException.ThrowIfNull(constraints);
        foreach (Constraint constraint in constraints)
        {
            Require(constraint, name);
        }

        return this;
    }

    /// <summary>Sets what is minimised; without any call a feasible point is sought.</summary>
    /// <param name="objective">A scalar: affine, or convex.</param>
    /// <returns>The model, so that calls may follow one another.</returns>
    /// <exception cref="ArgumentException">The variables belong to another model.</exception>
    public SdpModel Minimize(ConvexExpression objective)
    {
        ArgumentNullException.ThrowIfNull(objective);
        CheckModel(objective.Model, "the objective");
        (_objective, _isMaximum) = (new ConvexExpression(objective.Model, objective.Affine.Compacted(), new(objective.Atoms)), false);
        return this;
    }

    /// <summary>Sets what is maximised.</summary>
    /// <param name="objective">An affine scalar.</param>
    /// <returns>The model, so that calls may follow one another.</returns>
    /// <exception cref="ArgumentException">The expression is not a scalar, or the variables belong to another model.</exception>
    public SdpModel Maximize(AffineExpression objective)
    {
        Minimize(-objective);
        _isMaximum = true;
        return this;
    }

    /// <summary>Writes the model as a problem for the solver.</summary>
    /// <returns>The problem, with the way back to the words of the model.</returns>
    /// <exception cref="ArgumentException">A sum of data overflowed.</exception>
    public TranslatedModel Translate() => Translate(null);

    /// <summary>Solves the model; the same as <c>Translate().Solve(...)</c>.</summary>
    /// <param name="settings">The settings; null for the defaults. A log begins with what was built.</param>
    /// <param name="progress">Receives one report an iteration, in the words of <see cref="SdpProblem"/>; null for none.</param>
    /// <param name="cancellationToken">Ends the solve; the best iterate is returned, no exception is thrown.</param>
    /// <returns>The answer, whatever the status.</returns>
    /// <exception cref="InsufficientMemoryException">The estimate of the memory needed is above the limit.</exception>
    public ModelSolution Solve(SolverSettings? settings = null, IProgress<IterationReport>? progress = null, CancellationToken cancellationToken = default) =>
        Translate().Solve(settings, progress, cancellationToken);

    /// <summary>Says in one line what the model has.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{(_isMaximum ? "maximize" : "minimize")} {_objective}; variables: {_variables.Owners.Count} with {VariableCount} scalars, constraints: {_constraints.Sum(constraint => constraint.Names.Count)}, parameters: {_parameters.Owners.Count}");

    /// <summary>Writes the model in a given form, which need not be the smaller.</summary>
    internal TranslatedModel Translate(ModelForm? form)
    {
        var values = new double[ParameterCount];
        foreach (Parameter parameter in _parameters.Owners)
        {
            parameter.Store(parameter.Value, values);
        }

        Join();
        _constraints.TrimExcess();
        return new TranslatedModel(new ExpandedModel(this, VariableCount, _constraints, _objective, _isMaximum), values, form);
    }

    private void Join()
    {
        ScalarConstraintRow.Join(_constraints, _joinedCount);
        _joinedCount = _constraints.Count;
    }

    private void CheckModel(SdpModel? model, string name)
    {
        if (model is not null && !ReferenceEquals(model, this))
        {
            throw new ArgumentException($"The variables of {name} belong to another model.");
        }
    }
}
