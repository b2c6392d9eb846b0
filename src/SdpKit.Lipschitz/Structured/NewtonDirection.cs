using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Computes Mehrotra's predictor and corrector.</summary>
/// <remarks>
/// With Q = Z^-1, H of <see cref="SchurMatrix"/>, and C = 0, c_y = 0 in the predictor, C = Q M with M = dZ_aff dY_aff and c_y = dx_aff dy_aff in the corrector:
/// <code>
/// (H + diag(y/x)) dx = -e_0 + (&lt;F_i, sym(sigma mu Q - C)>)_i + (sigma mu - c_y)/x
/// dY = sym(sigma mu Q - Y - Q dZ Y - C),   dy = (sigma mu - c_y - y dx)/x - y
/// </code>
/// </remarks>
internal sealed unsafe class NewtonDirection : IDisposable
{
    private readonly ScaledConstraint _constraint;
    private readonly MultiplierVariables _variables;
    private readonly KernelContext _context;
    private readonly NewtonSystem _system;
    private readonly ColumnPanels _panels;
    private readonly double[] _objective;

    /// <summary>M, then K = dZ Y + M, then Q K, with the rows that <see cref="PathFactor.Solve"/> needs.</summary>
    private readonly DenseMatrix _product;
    private readonly DenseMatrix _neuronProducts;

    public NewtonDirection(ScaledConstraint constraint, MultiplierVariables variables, int factorOrder, KernelContext context)
    {
        (_constraint, _variables, _context) = (constraint, variables, context);
        _system = new NewtonSystem(constraint, variables);
        _panels = new ColumnPanels(context, constraint.LargestBlock);
        _objective = [-1.0, .. new double[variables.Count - 1]];
        _product = new DenseMatrix(factorOrder, constraint.Order);
        _neuronProducts = new DenseMatrix(constraint.Order, constraint.NeuronCount);
        Primal = constraint.CreateMatrix();
        Dual = new DenseMatrix(constraint.Order, constraint.Order);
        Dx = [];
        Dy = [];
    }

    public double[] Dx { get; private set; }

    public double[] Dy { get; private set; }

    /// <summary>Gets dZ.</summary>
    public PathMatrix Primal { get; }

    /// <summary>Gets dY, both triangles.</summary>
    public DenseMatrix Dual { get; }

    /// <summary>Forms and factors H at a point; false where rounding prevents it.</summary>
    public bool TryFactor(Iterate point) => _system.TryFactor(point.Inverse, point.Dual, [.. point.X.Select((x, i) => point.Y[i] / x)], _context);

    /// <summary>Computes the predictor, which aims at mu = 0.</summary>
    public void Predict(Iterate point) => Solve(point, 0.0, _objective, new double[point.X.Length], hasCorrection: false);

    /// <summary>Replaces the predictor by the corrector, which aims at sigma mu.</summary>
    public void Correct(Iterate point, double sigmaMu)
    {
        double[] products = [.. Dx.Select((value, i) => value * Dy[i])];
        _panels.Run(_constraint.Order, new CorrectionTask(this));
        Solve(point, sigmaMu, CorrectorSide(point, sigmaMu, products), products, hasCorrection: true);
    }

    public void Dispose() => _panels.Dispose();

    private static MatrixView Columns(DenseMatrix matrix, int first, int count) => matrix.View.Slice(0, first, matrix.Rows, count);

    /// <summary>Computes -e_0 + (&lt;F_i, sym(sigma mu Q - Q M)>)_i + (sigma mu - c_y)/x.</summary>
    private double[] CorrectorSide(Iterate point, double sigmaMu, double[] products)
    {
        _constraint.MultiplyWeights(_product, _neuronProducts, _context);
        NeuronProducts inverse = point.Inverse;
        int order = _constraint.Order;
        int input = _constraint.InputOrder;
        double trace = 0.0;
        for (int j = 0; j < input; j++)
        {
            trace += VectorSums.Dot(inverse.Matrix.Column(j)[..order], _product.Column(j)[..order]);
        }

        double[] side = _variables.Gather((sigmaMu * inverse.InputTrace()) - trace, k =>
        {
            // p'QM q + q'QM p over 2, with p = e - a v, q = e - b v.
            ReadOnlySpan<double> own = inverse.Matrix.Column(input + k)[..order];
            ReadOnlySpan<double> neuron = inverse.Products.Column(k);
            ReadOnlySpan<double> ownProduct = _product.Column(input + k)[..order];
            ReadOnlySpan<double> neuronProduct = _neuronProducts.Column(k);
            (double a, double b) = (_constraint.Least[k], _constraint.Largest[k]);
            double mixed = VectorSums.Dot(neuron, ownProduct) + VectorSums.Dot(own, neuronProduct);
            double inner = VectorSums.Dot(own, ownProduct) - (0.5 * (a + b) * mixed) + (a * b * VectorSums.Dot(neuron, neuronProduct));
            return (sigmaMu * inverse.Inner(k)) - inner;
        });
        for (int i = 0; i < side.Length; i++)
        {
            side[i] += _objective[i] + (i == 0 ? 0.0 : (sigmaMu - products[i]) / point.X[i]);
        }

        return side;
    }

    private void Solve(Iterate point, double sigmaMu, double[] right, double[] products, bool hasCorrection)
    {
        Dx = _system.Solve(right);
        Dy = [.. Dx.Select((value, i) => i == 0 ? 0.0 : ((sigmaMu - products[i] - (point.Y[i] * value)) / point.X[i]) - point.Y[i])];
        _constraint.Combine(Dx[0], _variables.Spread(Dx), Primal, _context);
        _panels.Run(_constraint.Order, new DualStepTask(this, point, sigmaMu, hasCorrection));
        Symmetrization.Average(Dual.View, _context);
        GC.KeepAlive(Dual);
    }

    /// <summary>Computes M.</summary>
    private readonly struct CorrectionTask(NewtonDirection direction) : IPanelTask
    {
        public void Execute(int first, int count, KernelContext context) => direction.Primal.Multiply(
            Columns(direction.Dual, first, count), 0.0, Columns(direction._product, first, count), context);
    }

    /// <summary>Computes K, Q K and sigma mu Q - Y - Q K, whose symmetric part is dY.</summary>
    private readonly struct DualStepTask(NewtonDirection direction, Iterate point, double sigmaMu, bool hasCorrection) : IPanelTask
    {
        public void Execute(int first, int count, KernelContext context)
        {
            MatrixView products = Columns(direction._product, first, count);
            direction.Primal.Multiply(Columns(point.Dual.Matrix, first, count), hasCorrection ? 1.0 : 0.0, products, context);
            point.PrimalFactor.Solve(products, context);
            for (int j = first; j < first + count; j++)
            {
                ReadOnlySpan<double> product = direction._product.Column(j);
                ReadOnlySpan<double> inverse = point.Inverse.Matrix.Column(j);
                ReadOnlySpan<double> dual = point.Dual.Matrix.Column(j);
                Span<double> step = direction.Dual.Column(j);
                for (int i = 0; i < step.Length; i++)
                {
                    step[i] = (sigmaMu * inverse[i]) - dual[i] - product[i];
                }
            }
        }
    }
}
