namespace SdpKit.LinearAlgebra.Sparse;

/// <content>The factorisation of A + w uu'; the solves follow it. See <see cref="RankOnePart"/>.</content>
internal sealed unsafe partial class SparseCholesky
{
    /// <summary>Replaces A by the factor of A + w uu', with the u that the constructor was given.</summary>
    /// <returns>
    /// Whether A + w uu' is positive definite, or null where that cannot be told: where w > 0 and A is not positive definite in the columns before the last supernode.
    /// </returns>
    /// <exception cref="OperationCanceledException">Cancellation was requested; the panels are partly overwritten.</exception>
    /// <exception cref="InvalidOperationException">A factorisation has been begun and the matrix not cleared since.</exception>
    public bool? TryFactor(double weight, KernelContext context)
    {
        CheckAssembling();
        _isAssembling = false;
        int last = _rows.Root;
        for (int node = 0; node < last; node++)
        {
            if (FactorNode(node, context) >= 0)
            {
                return weight > 0.0 ? null : false;
            }
        }

        ApplyUpdates(last, context);
        for (int k = 0; k < _vector.Length; k++)
        {
            _rankOne!.Vector[k] = _vector[_symbolic.Ordering[k]];
        }

        Forward(_rankOne!.Vector, 0, last);
        if (!_rankOne.TrySet(weight))
        {
            return false;
        }

        MatrixView root = Panel(last);
        _rankOne.AddToRoot(root);
        IsFactored = FactorPanel(root, context) < 0;
        return IsFactored;
    }
}
