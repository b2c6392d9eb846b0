namespace SdpKit.Training;

/// <summary>Names how a trainer moves the parameters.</summary>
public enum OptimizerKind
{
    /// <summary>Adam (Kingma, Ba 2015) with the authors' constants.</summary>
    Adam,

    /// <summary>Plain mini-batch gradient descent.</summary>
    GradientDescent,
}
