using SdpKit.LinearAlgebra;

namespace SdpKit.Modeling;

/// <summary>Solves models that have nothing to do with each other; a part is one of them.</summary>
internal readonly struct SweepTask(TranslatedModel[] models, ModelSolution[] solutions, SolverSettings settings, CancellationToken cancellationToken) : ITeamTask
{
    public void Execute(int index, int worker) => solutions[index] = models[index].Solve(settings, progress: null, cancellationToken);
}
