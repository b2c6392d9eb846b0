namespace SdpKit.Modeling;

/// <summary>Says how a model was written for the solver.</summary>
public enum ModelForm
{
    /// <summary>The scalars of the variables are x of (P), and semidefinite constraints its matrix inequalities.</summary>
    Inequality,

    /// <summary>Semidefinite matrices are Y of (D), free scalars its v, and every equation has an x.</summary>
    Equation,
}
