using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Holds the point of the structured method, x, Z, Y and one y per sign x >= 0, and moves it. x_0 is rho; y_0 is not used.</summary>
internal sealed class Iterate
{
    /// <summary>Steps below this are none.</summary>
    public const double ShortestStep = 1e-7;

    private readonly ScaledConstraint _constraint;
    private readonly MultiplierVariables _variables;
    private readonly KernelContext _context;

    /// <summary>Starts at x = 1 and the dual point Y = mu Z^-1, y = mu / x, with mu such that rho's equation holds.</summary>
    /// <exception cref="ArithmeticException">x = 1 is not inside the constraint.</exception>
    public Iterate(ScaledConstraint constraint, MultiplierVariables variables, KernelContext context)
    {
        (_constraint, _variables, _context) = (constraint, variables, context);
        Sum = constraint.CreateMatrix();
        PrimalFactor = new PathFactor(Sum, constraint.Output);
        Inverse = new NeuronProducts(constraint, PrimalFactor.Order);
        Dual = new NeuronProducts(constraint, constraint.Order);
        DualFactor = new DenseMatrix(constraint.Order, constraint.Order);
        X = [.. Enumerable.Repeat(1.0, variables.Count)];
        Y = new double[variables.Count];
        if (!TryFactorPrimal())
        {
            throw new ArithmeticException("The start is not inside the constraint.");
        }

        PrimalFactor.Invert(Inverse.Matrix, context);
        double mu = 1.0 / Inverse.InputTrace();
        for (int j = 0; j < constraint.Order; j++)
        {
            VectorSums.AddScaled(mu, Inverse.Matrix.Column(j)[..constraint.Order], Dual.Matrix.Column(j));
        }

        Array.Fill(Y, mu);
        Y[0] = 0.0;
        TryFactorDual();
    }

    /// <summary>Gets the number of complementary pairs: the order of Z, and the signs.</summary>
    public double PairCount => _constraint.Order + X.Length - 1;

    public double[] X { get; }

    public double[] Y { get; }

    /// <summary>Gets sum_i x_i F_i, which is Z + F_0.</summary>
    public PathMatrix Sum { get; }

    /// <summary>Gets the factor of Z.</summary>
    public PathFactor PrimalFactor { get; }

    /// <summary>Gets the products of Z^-1.</summary>
    public NeuronProducts Inverse { get; }

    /// <summary>Gets the products of Y.</summary>
    public NeuronProducts Dual { get; }

    /// <summary>Gets the factor of Y, lower triangle.</summary>
    public DenseMatrix DualFactor { get; }

    /// <summary>Computes the inverse of Z and the products of it and of Y with the neurons.</summary>
    public void FormProducts()
    {
        PrimalFactor.Invert(Inverse.Matrix, _context);
        Inverse.Form(_context);
        Dual.Form(_context);
    }

    /// <summary>Computes &lt;F_0, B>, for Y the dual objective.</summary>
    public double OutputInner(DenseMatrix b) => _constraint.OutputInner(b, _context);

    /// <summary>Moves x and Z; a step whose end has no Cholesky factor is shortened.</summary>
    /// <returns>The step taken.</returns>
    public double AdvancePrimal(double step, double[] dx)
    {
        double[] before = [.. X];
        while (true)
        {
            VectorSums.AddScaled(step, dx, X);
            if (TryFactorPrimal() || step == 0.0)
            {
                return step;
            }

            before.CopyTo(X, 0);
            step = Shorter(step);
        }
    }

    /// <summary>Moves Y and y; a step whose end has no Cholesky factor is shortened.</summary>
    /// <returns>The step taken.</returns>
    public double AdvanceDual(double step, DenseMatrix direction, double[] dy)
    {
        VectorSums.AddScaled(step, direction.Values, Dual.Matrix.Values);
        while (true)
        {
            if (TryFactorDual() || step == 0.0)
            {
                VectorSums.AddScaled(step, dy, Y);
                return step;
            }

            double shorter = Shorter(step);
            VectorSums.AddScaled(shorter - step, direction.Values, Dual.Matrix.Values);
            step = shorter;
        }
    }

    /// <summary>Computes the point that x is in the coordinates of the reference, which x = 1 is.</summary>
    public MultiplierPoint Point(MultiplierPoint reference)
    {
        double[] factors = _variables.Spread(X);
        int next = 0;
        return new MultiplierPoint(reference.Rho * X[0], [.. reference.Multipliers.Select(layer => layer.Select(value => value * factors[next++]).ToArray())]);
    }

    private static double Shorter(double step) => step > ShortestStep ? 0.8 * step : 0.0;

    private bool TryFactorDual()
    {
        Dual.Matrix.Values.CopyTo(DualFactor.Values);
        return MatrixOperations.TryFactor(DualFactor, _context);
    }

    private bool TryFactorPrimal()
    {
        _constraint.Combine(X[0], _variables.Spread(X), Sum, _context);
        return PrimalFactor.TryFactor(Sum, _context);
    }
}
