using System.Runtime.CompilerServices;
using SdpKit.LinearAlgebra.Tiles;

namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Represents what a term w uu' adds to the factorisation of a sparse matrix S. Not thread-safe to change.</summary>
/// <remarks>
/// A full matrix would fill the factor, so it stays apart. With o the columns before the last supernode and r those of it,
/// <code>
/// S_oo = LL',   y = L^-1 u_o,   v = u_r - S_ro L^-T y,   g = y'y,   c = w / (1 + gw)
/// S_oo + w u_o u_o' = L (I + w yy') L',   which is positive definite where S_oo is and 1 + gw > 0
/// Schur complement of S + w uu' in r:  that of S, + c vv'
/// </code>
/// Where S has one negative eigenvalue, as happens for w > 0, S_oo may still be positive definite: block elimination (Golub, Van Loan, section 3.2) and the
/// formula of Sherman and Morrison for the first block alone. With I + w yy' = (I + b yy')^2 there is a triangular factor too, G = [L (I + b yy'), 0; G_ro, L_r].
/// </remarks>
internal sealed unsafe class RankOnePart(int order, int root) : IDisposable
{
    private readonly AlignedBuffer _vector = new(order);
    private double _weight;
    private double _half;

    /// <summary>Gets the memory for y and v, in the order of P A P'.</summary>
    public double* Vector => _vector.Data;

    private double* Tail => Vector + root;

    /// <summary>Takes w, with y and v in place; false where S_oo + w u_o u_o' is not positive definite.</summary>
    public bool TrySet(double weight)
    {
        double growth = 1.0 + (weight * VectorOperations.SumOfSquares(Vector, root));
        if (!(growth > 0.0))
        {
            return false;
        }

        // c, and b / (1 + bg), where 1 + bg is the root of 1 + wg.
        _weight = weight / growth;
        _half = weight / (growth + Math.Sqrt(growth));
        return true;
    }

    /// <summary>Adds c vv' to the lower triangle of the Schur complement.</summary>
    public void AddToRoot(MatrixView complement)
    {
        for (int j = 0; j < complement.Columns; j++)
        {
            VectorOperations.AddScaled(_weight * Tail[j], Tail + j, complement.At(j, j), complement.Rows - j);
        }
    }

    /// <summary>Goes from L^-1 b to G^-1 b, r still being unsolved.</summary>
    public void Forward(double* x)
    {
        double product = VectorOperations.Dot(Vector, x, root);
        VectorOperations.AddScaled(-_weight * product, Tail, x + root, order - root);
        VectorOperations.AddScaled(-_half * product, Vector, x, root);
    }

    /// <summary>Prepares b for L^-T, r being solved, so that the outcome is G^-T b.</summary>
    public void Backward(double* x)
    {
        double product = (_half * VectorOperations.Dot(Vector, x, root)) + (_weight * VectorOperations.Dot(Tail, x + root, order - root));
        VectorOperations.AddScaled(-product, Vector, x, root);
    }

    /// <summary>Prepares strips of right-hand sides for the last supernode, o being known up to L^-1.</summary>
    public void BeforeRoot<TVector, TLanes>(MatrixView strips)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        for (int s = 0; s < strips.Columns; s++)
        {
            for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
            {
                TVector product = Product<TVector, TLanes>(0, root, strips.Column(s) + t, TLanes.Broadcast(0.0));
                AddScaled<TVector, TLanes>(-_weight, product, root, order, strips.Column(s) + t);
            }
        }
    }

    /// <summary>Prepares strips of right-hand sides for L^-T, r being solved.</summary>
    public void AfterRoot<TVector, TLanes>(MatrixView strips)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        for (int s = 0; s < strips.Columns; s++)
        {
            for (int t = 0; t < RowStrip.Width; t += TLanes.Count)
            {
                TVector product = Product<TVector, TLanes>(0, order, strips.Column(s) + t, TLanes.Broadcast(0.0));
                AddScaled<TVector, TLanes>(-_weight, product, 0, root, strips.Column(s) + t);
            }
        }
    }

    public void Dispose() => _vector.Dispose();

    /// <summary>Computes the inner products of a part of the vector with a strip's columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private TVector Product<TVector, TLanes>(int first, int end, double* strip, TVector product)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        double* vector = Vector;
        for (nint i = first; i < end; i++)
        {
            product = TLanes.MultiplyAdd(TLanes.Broadcast(vector[i]), TLanes.Load(strip + (i * RowStrip.Width)), product);
        }

        return product;
    }

    /// <summary>Adds multiples of a part of the vector to a strip's columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AddScaled<TVector, TLanes>(double scale, TVector factors, int first, int end, double* strip)
        where TVector : unmanaged
        where TLanes : ILanes<TVector>
    {
        double* vector = Vector;
        for (nint i = first; i < end; i++)
        {
            double* row = strip + (i * RowStrip.Width);
            TLanes.Store(TLanes.MultiplyAdd(TLanes.Broadcast(scale * vector[i]), factors, TLanes.Load(row)), row);
        }
    }
}
