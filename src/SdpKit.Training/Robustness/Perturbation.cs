namespace SdpKit.Training.Robustness;

/// <summary>Says how points are changed before they are classified, and what the level of the change is.</summary>
public enum Perturbation
{
    /// <summary>Normal noise; the level is its standard deviation.</summary>
    GaussianNoise,

    /// <summary>Uniform noise; the level is its width.</summary>
    UniformNoise,

    /// <summary>One step along the gradient (<see cref="AdversarialAttack"/>); the level is how far a point may move, in the Euclidean norm.</summary>
    FastGradient,

    /// <summary>Projected gradient steps (<see cref="AdversarialAttack"/>); the level is how far a point may move, in the Euclidean norm.</summary>
    ProjectedGradient,

    /// <summary>Whatever moves a point at most as far as the level, in the Euclidean norm: a point counts where no such change is of harm, by proof.</summary>
    Any,
}
