using System.Collections.Immutable;
using SdpKit.LinearAlgebra;

namespace SdpKit.InteriorPoint;

/// <summary>Applies all low-rank terms U_i D_i U_i' of one block together, as products with the one matrix U = [U_0 U_1 ...]. One user at a time.</summary>
internal sealed unsafe class LowRankProducts : IDisposable
{
    /// <summary>Up to this part of the order as columns, U is thin.</summary>
    private const double ThinPart = 0.125;

    private readonly int[] _variables;
    private readonly double[] _weights;

    /// <summary>One value for each column of U: its weight in a combination, or the form u'Gu.</summary>
    private readonly double[] _combined;
    private readonly AlignedBuffer _factor;
    private readonly AlignedBuffer _work;
    private readonly int _order;

    public LowRankProducts(int order, ImmutableArray<LowRankTerm> terms)
    {
        _order = order;
        int rank = terms.Sum(term => term.Rank);
        _variables = new int[rank];
        _weights = new double[rank];
        _combined = new double[rank];
        _factor = new AlignedBuffer((nint)order * rank);
        int column = 0;
        foreach (LowRankTerm term in terms)
        {
            term.Factor.AsSpan().CopyTo(new Span<double>(_factor.Data + ((nint)order * column), order * term.Rank));
            for (int r = 0; r < term.Rank; r++, column++)
            {
                _variables[column] = term.Variable;
                _weights[column] = term.Weights[r];
            }
        }

        _work = new AlignedBuffer((nint)order * rank);
    }

    /// <summary>Gets a value indicating whether products with U cost little against those of whole matrices.</summary>
    public bool IsThin => _weights.Length <= ThinPart * _order;

    private MatrixView Factor => _factor.AsMatrix(_order, _weights.Length);

    private MatrixView Work => _work.AsMatrix(_order, _weights.Length);

    /// <summary>Computes the lower triangle of <c>destination += sum x_i U_i D_i U_i' - constantScale U_0 D_0 U_0'</c>.</summary>
    public void CombineAdd(ReadOnlySpan<double> x, double constantScale, MatrixView destination, KernelContext context)
    {
        SetCombined(1.0, x, constantScale);
        MatrixView factor = Factor;
        MatrixView scaled = Work;
        for (int r = 0; r < _weights.Length; r++)
        {
            double weight = _combined[r];
            double* from = factor.Column(r);
            double* to = scaled.Column(r);
            for (int i = 0; i < _order; i++)
            {
                to[i] = weight * from[i];
            }
        }

        SymmetricProduct.MultiplyLower(1.0, scaled, false, factor, true, 1.0, destination, context);
    }

    /// <summary>Computes <c>destination += alpha (sum x_i U_i D_i U_i') matrix</c> for a symmetric matrix, both triangles.</summary>
    public void MultiplyAdd(double alpha, ReadOnlySpan<double> x, MatrixView matrix, MatrixView destination, KernelContext context)
    {
        SetCombined(alpha, x, constantScale: 0.0);
        // U W (U'M) = U (M U W)'
        MatrixProduct.Multiply(1.0, matrix, false, Factor, false, 0.0, Work, context);
        for (int r = 0; r < _weights.Length; r++)
        {
            VectorOperations.Scale(_combined[r], Work.Column(r), _order);
        }

        MatrixProduct.Multiply(1.0, Factor, false, Work, true, 1.0, destination, context);
    }

    /// <summary>Computes <c>destination_i += scale sum_r d_r u_r'Gu_r</c> for the variables that have a term here.</summary>
    public void InnerAdd(double scale, MatrixView matrix, Span<double> destination, KernelContext context)
    {
        MatrixProduct.Multiply(1.0, matrix, false, Factor, false, 0.0, Work, context);
        SetForms(Factor);

        AddForms(scale, destination);
    }

    /// <summary>Computes <c>destination_i += scale sum_r d_r u_r'PTu_r</c> with a symmetric P, both triangles, without forming PT.</summary>
    public void InnerProductAdd(double scale, MatrixView left, MatrixView right, Span<double> destination, KernelContext context)
    {
        MatrixView leftFactor = new(context.ReserveScratch(_factor.Length), _order, _weights.Length, _order);
        MatrixProduct.Multiply(1.0, left, false, Factor, false, 0.0, leftFactor, context);
        MatrixProduct.Multiply(1.0, right, false, Factor, false, 0.0, Work, context);
        SetForms(leftFactor);

        AddForms(scale, destination);
    }

    /// <summary>Computes <c>sum_r d_r u_r'Gu_r</c> of the constant's terms.</summary>
    public double ConstantInner(MatrixView matrix)
    {
        double sum = 0.0;
        for (int r = 0; r < _weights.Length; r++)
        {
            if (_variables[r] == SdpProblem.Constant)
            {
                sum += _weights[r] * Form(r, matrix);
            }
        }

        return sum;
    }

    public void Dispose()
    {
        _factor.Dispose();
        _work.Dispose();
    }

    /// <summary>Sets the weights of the columns in alpha (sum x_i U_i D_i U_i' - constantScale U_0 D_0 U_0').</summary>
    private void SetCombined(double alpha, ReadOnlySpan<double> x, double constantScale)
    {
        for (int r = 0; r < _weights.Length; r++)
        {
            _combined[r] = alpha * _weights[r] * ConstraintOperator.Weight(_variables[r], x, constantScale);
        }
    }

    private void SetForms(MatrixView left)
    {
        for (int r = 0; r < _weights.Length; r++)
        {
            _combined[r] = VectorOperations.Dot(left.Column(r), Work.Column(r), _order);
        }
    }

    private void AddForms(double scale, Span<double> destination)
    {
        for (int r = 0; r < _weights.Length; r++)
        {
            if (_variables[r] != SdpProblem.Constant)
            {
                destination[_variables[r]] += scale * _weights[r] * _combined[r];
            }
        }
    }

    private double Form(int column, MatrixView matrix)
    {
        double* u = Factor.Column(column);
        double sum = 0.0;
        for (int j = 0; j < _order; j++)
        {
            if (u[j] != 0.0)
            {
                sum += u[j] * VectorOperations.Dot(matrix.Column(j), u, _order);
            }
        }

        return sum;
    }
}
