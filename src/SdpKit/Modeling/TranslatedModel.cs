using SdpKit.LinearAlgebra;
using SdpKit.Modeling.Translation;

namespace SdpKit.Modeling;

/// <summary>Represents a model at one moment, written as a problem for the solver. Immutable and thread-safe.</summary>
public sealed class TranslatedModel
{
    private readonly ITranslation _translation;
    private readonly double[] _parameters;

    internal TranslatedModel(ExpandedModel model, double[] parameters, ModelForm? wanted)
    {
        Model = model;
        Layout = new Layout(model);
        _parameters = parameters;
        (_translation, Description) = FormChoice.Translate(model, Layout, parameters, wanted);
        Problem = _translation.Problem.At(parameters, known: null);
    }

    private TranslatedModel(TranslatedModel other, double[] parameters, SdpProblem problem) =>
        (Model, Layout, _parameters, _translation, Description, Problem) = (other.Model, other.Layout, parameters, other._translation, other.Description, problem);

    /// <summary>Gets the problem, to write it to a file or to look at.</summary>
    /// <remarks>The objective of the model is that of the problem, up to a constant and, for <see cref="ModelForm.Equation"/> or a maximum, its sign.</remarks>
    public SdpProblem Problem { get; }

    /// <summary>Gets which of the two forms was smaller.</summary>
    public ModelForm Form => _translation.Form;

    /// <summary>Gets a sentence about what was built: the form, its size and that of the other form, and the blocks.</summary>
    public string Description { get; }

    /// <summary>Says what was built; the same as <see cref="Description"/>.</summary>
    public override string ToString() => Description;

    internal ExpandedModel Model { get; }

    internal Layout Layout { get; }

    /// <summary>Makes the same with another value of a parameter. Where it is data of the problem alone, the structure is shared and what <see cref="Prepare"/> found is kept.</summary>
    /// <param name="parameter">A parameter of the model.</param>
    /// <param name="value">A constant of its shape.</param>
    /// <exception cref="ArgumentException">The parameter belongs to another model or was added later, or the value is not a constant of its shape or contradicts its sign.</exception>
    public TranslatedModel With(Parameter parameter, AffineExpression value)
    {
        ArgumentNullException.ThrowIfNull(parameter);
        ArgumentNullException.ThrowIfNull(value);
        if (!Model.IsOf(parameter) || parameter.First + parameter.Count > _parameters.Length)
        {
            throw new ArgumentException($"Parameter {parameter.Name} was not in the model when it was translated.", nameof(parameter));
        }

        parameter.Check(value);
        double[] parameters = [.. _parameters];
        parameter.Store(value.ConstantPart, parameters);
        return _translation.Problem.IsDataOnly(parameter)
            ? new TranslatedModel(this, parameters, _translation.Problem.At(parameters, Problem))
            : new TranslatedModel(Model, parameters, Form);
    }

    /// <summary>Finds out now what solving takes, for any number of solves with other values of parameters: see <see cref="SdpSolver.Prepare"/>.</summary>
    /// <param name="cancellationToken">Ends the work with an <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="OperationCanceledException">The work was cancelled.</exception>
    public TranslatedModel Prepare(CancellationToken cancellationToken = default) => new(this, _parameters, SdpSolver.Prepare(Problem, cancellationToken));

    /// <summary>Solves the problem.</summary>
    /// <param name="settings">The settings; null for the defaults. A log begins with <see cref="Description"/>.</param>
    /// <param name="progress">Receives one report an iteration, in the words of <see cref="SdpProblem"/>; null for none.</param>
    /// <param name="cancellationToken">Ends the solve; the best iterate is returned, no exception is thrown.</param>
    /// <returns>The answer, whatever the status.</returns>
    /// <exception cref="InsufficientMemoryException">The estimate of the memory needed is above the limit.</exception>
    public ModelSolution Solve(SolverSettings? settings = null, IProgress<IterationReport>? progress = null, CancellationToken cancellationToken = default)
    {
        settings ??= new SolverSettings();
        settings.Log?.WriteLine($"Model: {Description}");
        return new ModelSolution(this, _translation, _parameters, SdpSolver.Solve(Problem, settings, progress, cancellationToken), settings.Tolerance);
    }

    /// <summary>Solves for one value of a parameter after the other, several at once.</summary>
    /// <remarks>Each solve has one thread, and as many run at once as the settings have threads, which suits many small problems. The answers do not depend on that.</remarks>
    /// <param name="parameter">A parameter of the model.</param>
    /// <param name="values">Its values.</param>
    /// <param name="settings">The settings; null for the defaults. A log is not written to.</param>
    /// <param name="cancellationToken">Ends all solves; what was not begun is <see cref="ModelStatus.Cancelled"/> too, no exception is thrown.</param>
    /// <returns>The answers, in the order of the values.</returns>
    /// <exception cref="ArgumentException">A value does not fit, or contradicts the sign of the parameter; nothing is solved.</exception>
    /// <exception cref="InsufficientMemoryException">The estimate of the memory that a solve needs is above the limit.</exception>
    public ModelSolution[] Sweep(Parameter parameter, IEnumerable<AffineExpression> values, SolverSettings? settings = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(values);
        settings ??= new SolverSettings();
        TranslatedModel prepared = TryPrepare(cancellationToken);
        TranslatedModel[] models = [.. values.Select(value => prepared.With(parameter, value))];
        var solutions = new ModelSolution[models.Length];
        using var team = new WorkerTeam(Math.Clamp(models.Length, 1, settings.Threads));
        var task = new SweepTask(models, solutions, settings with { Threads = 1, Log = null }, cancellationToken);
        team.Run(models.Length, ref task);
        return solutions;
    }

    /// <summary>As <see cref="Prepare"/>; where that is cancelled, nothing needs to be known, because nothing will be solved.</summary>
    private TranslatedModel TryPrepare(CancellationToken cancellationToken)
    {
        try
        {
            return Prepare(cancellationToken);
        }
        catch (OperationCanceledException exception) when (exception.CancellationToken == cancellationToken)
        {
            return this;
        }
    }
}
