using System.Diagnostics;
using SdpKit.InteriorPoint;
using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Constraints;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>
/// Minimizes rho by the solver's own method, HKM directions with Mehrotra's predictor and corrector, on the structure of LipSDP: from a point inside the constraint, with Z block tridiagonal and each
/// multiplier's coefficient of rank two. It stops at a gap relative to rho, so that deep chains are as accurate as shallow ones.
/// </summary>
/// <remarks>
/// With Q = Z^-1, H of <see cref="SchurMatrix"/>, one y per sign x >= 0, and C = 0 in the predictor, C = Q dZ_aff dY_aff and c_y = dx_aff dy_aff in the corrector:
/// <code>
/// (H + diag(y/x)) dx = -e_0 + (&lt;F_i, sym(sigma mu Q - C)>)_i + (sigma mu - c_y)/x
/// dY = sym(sigma mu Q - Y - Q dZ Y - C),   dy = (sigma mu - c_y - y dx)/x - y
/// </code>
/// </remarks>
internal sealed unsafe class StructuredMethod : IDisposable
{
    private const int MaxIterations = 150;

    private const double ShortestStep = 1e-7;

    private readonly MultiplierPoint _reference;
    private readonly KernelContext _context;
    private readonly ScaledConstraint _constraint;
    private readonly MultiplierVariables _variables;
    private readonly NewtonSystem _system;
    private readonly NeuronProducts _inverse;
    private readonly NeuronProducts _dual;
    private readonly BoundaryStep _boundary;
    private readonly DenseMatrix _primal;
    private readonly DenseMatrix _primalFactor;
    private readonly DenseMatrix _dualFactor;
    private readonly DenseMatrix _primalStep;
    private readonly DenseMatrix _dualStep;
    private readonly DenseMatrix _correction;
    private readonly DenseMatrix _correctionProducts;
    private readonly double _terms;
    private readonly double[] _x;
    private readonly double[] _y;

    /// <param name="chain">The chain.</param>
    /// <param name="feasible">A point on the edge of the constraint or inside it, from which the method starts.</param>
    /// <param name="isPerNeuron">One multiplier per neuron, otherwise one per layer.</param>
    /// <param name="context">Threads and cancellation.</param>
    /// <exception cref="ArithmeticException">The point is not feasible to working precision.</exception>
    public StructuredMethod(CompressedChain chain, MultiplierPoint feasible, bool isPerNeuron, KernelContext context)
    {
        _context = context;
        _reference = Inside(feasible);
        _constraint = new ScaledConstraint(chain, _reference, context);
        _variables = new MultiplierVariables(chain, isPerNeuron);
        _system = new NewtonSystem(_constraint, _variables);
        _inverse = new NeuronProducts(_constraint);
        _dual = new NeuronProducts(_constraint);
        _boundary = new BoundaryStep(_constraint.Order);
        _primal = Square();
        _primalFactor = Square();
        _dualFactor = Square();
        _primalStep = Square();
        _dualStep = Square();
        _correction = Square();
        _correctionProducts = new DenseMatrix(_constraint.Order, _constraint.NeuronCount);
        _terms = _constraint.Order + _variables.Count - 1;
        _x = [.. Enumerable.Repeat(1.0, _variables.Count)];
        _y = new double[_variables.Count];
        StartDual();
    }

    /// <summary>Solves to a relative gap; where rounding prevents that, the last point is returned with the gap it has.</summary>
    /// <param name="tolerance">The gap, relative to rho.</param>
    /// <param name="timeLimit">The time after which the last point is returned, too; infinite for none.</param>
    /// <param name="progress">Receives each iteration; null for none.</param>
    /// <exception cref="OperationCanceledException">The context was cancelled.</exception>
    public StructuredResult Solve(double tolerance, TimeSpan timeLimit, IProgress<IterationReport>? progress)
    {
        var clock = Stopwatch.StartNew();
        double gap = 1.0;
        int iteration = 0;
        (double primalStep, double dualStep) = (0.0, 0.0);
        for (; ; iteration++)
        {
            _context.ThrowIfCancelled();
            FormProducts();
            double product = Dot(_primal, _dual.Matrix) + Dot(_x, _y);
            double[] residual = _variables.Gather(_dual.InputTrace(), _dual.Inner);
            double missing = Math.Abs(_x[0] * (1.0 - residual[0]));
            for (int i = 1; i < _x.Length; i++)
            {
                missing += Math.Abs(_x[i] * (residual[i] + _y[i]));
            }

            gap = (product + missing) / _x[0];
            double scale = _reference.Rho;
            progress?.Report(new IterationReport(
                iteration, _x[0] * scale, _constraint.OutputInner(_dual.Matrix) * scale, gap, 0.0, missing / _x[0], product / _terms, primalStep, dualStep, clock.Elapsed));
            bool isLate = timeLimit != Timeout.InfiniteTimeSpan && clock.Elapsed >= timeLimit;
            if (gap <= tolerance || isLate || iteration == MaxIterations || !TryStep(product / _terms, out primalStep, out dualStep))
            {
                break;
            }
        }

        GC.KeepAlive(this);
        return new StructuredResult(Point(), gap, iteration);
    }

    public void Dispose() => _boundary.Dispose();

    /// <summary>Moves a feasible point inside, as a proof is repaired.</summary>
    private static MultiplierPoint Inside(MultiplierPoint point)
    {
        const double Inflation = 1.2;
        double blocks = point.Multipliers.Length + 1;
        return point.Scaled(Inflation, l => Math.Pow(Inflation, (blocks - 1 - l) / blocks));
    }

    /// <summary>Starts at the dual point that belongs to the primal one, Y = mu Z^-1 and y = mu / x, with mu such that rho's equation holds.</summary>
    private void StartDual()
    {
        if (!TryFactorPrimal(_x))
        {
            throw new ArithmeticException("The start is not inside the constraint.");
        }

        SymmetricInverse.FromCholesky(_primalFactor.View, _dual.Matrix.View, _context);
        double mu = 1.0 / _dual.InputTrace();
        foreach (ref double value in _dual.Matrix.Values)
        {
            value *= mu;
        }

        Array.Fill(_y, mu);
        _y[0] = 0.0;
        AdvanceDual(0.0);
    }

    private DenseMatrix Square() => new(_constraint.Order, _constraint.Order);

    private MultiplierPoint Point()
    {
        double[] factors = _variables.Spread(_x);
        int next = 0;
        return new MultiplierPoint(_reference.Rho * _x[0], [.. _reference.Multipliers.Select(layer => layer.Select(value => value * factors[next++]).ToArray())]);
    }

    /// <summary>Computes Z at variables and its factor; false where it is not positive definite to working precision.</summary>
    private bool TryFactorPrimal(double[] x)
    {
        _constraint.Combine(x[0], _variables.Spread(x), 1.0, _primal, _context);
        _primal.Values.CopyTo(_primalFactor.Values);
        return MatrixOperations.TryFactor(_primalFactor, _context);
    }

    /// <summary>Computes the inverse of Z and the products of it and of Y with the neurons.</summary>
    private void FormProducts()
    {
        SymmetricInverse.FromCholesky(_primalFactor.View, _inverse.Matrix.View, _context);
        _inverse.Form(_context);
        _dual.Form(_context);
    }

    private bool TryStep(double mu, out double primalStep, out double dualStep)
    {
        const double ShortestFraction = 0.9;
        const double LongestFraction = 0.98;
        (primalStep, dualStep) = (0.0, 0.0);
        if (!_system.TryFactor(_inverse, _dual, [.. _x.Select((x, i) => _y[i] / x)], _context))
        {
            return false;
        }

        double[] objective = [-1.0, .. new double[_x.Length - 1]];
        double[] none = new double[_x.Length];
        (double[] dx, double[] dy) = Move(0.0, objective, none, hasCorrection: false);
        (primalStep, dualStep) = (Longest(_primalFactor, _primalStep, _x, dx, 1.0), Longest(_dualFactor, _dualStep, _y, dy, 1.0));
        double affine = AffineProduct(primalStep, dualStep, dx, dy) / _terms;
        double shortest = Math.Min(primalStep, dualStep);
        double sigma = Math.Clamp(Math.Pow(Math.Clamp(affine / mu, 0.0, 1.0), Math.Max(1.0, 3.0 * shortest * shortest)), 1e-6, 0.9);

        double[] products = [.. dx.Select((value, i) => value * dy[i])];
        _constraint.MultiplyTridiagonal(_primalStep, _dualStep, 0.0, _correction, _context);
        double[] right = CorrectorSide(objective, sigma * mu, products);
        (dx, dy) = Move(sigma * mu, right, products, hasCorrection: true);
        double fraction = ShortestFraction + ((LongestFraction - ShortestFraction) * shortest);
        (primalStep, dualStep) = (Longest(_primalFactor, _primalStep, _x, dx, fraction), Longest(_dualFactor, _dualStep, _y, dy, fraction));
        primalStep = AdvancePrimal(primalStep, dx);
        dualStep = AdvanceDual(dualStep);
        Add(dualStep, dy, _y);
        return Math.Max(primalStep, dualStep) >= ShortestStep;
    }

    /// <summary>Moves x and Z; a step whose end has no Cholesky factor is shortened.</summary>
    private double AdvancePrimal(double step, double[] dx)
    {
        double[] before = [.. _x];
        while (true)
        {
            Add(step, dx, _x);
            if (TryFactorPrimal(_x) || step == 0.0)
            {
                return step;
            }

            before.CopyTo(_x, 0);
            step = Shorter(step);
        }
    }

    /// <summary>Moves Y; a step whose end has no Cholesky factor is shortened.</summary>
    private double AdvanceDual(double step)
    {
        AddScaled(step, _dualStep, _dual.Matrix);
        while (true)
        {
            _dual.Matrix.Values.CopyTo(_dualFactor.Values);
            if (MatrixOperations.TryFactor(_dualFactor, _context) || step == 0.0)
            {
                return step;
            }

            double shorter = Shorter(step);
            AddScaled(shorter - step, _dualStep, _dual.Matrix);
            step = shorter;
        }
    }

    private static double Shorter(double step) => step > ShortestStep ? 0.8 * step : 0.0;

    /// <summary>Computes -e_0 + (&lt;F_i, sym(sigma mu Q - Q M)>)_i + (sigma mu - c_y)/x, M = dZ_aff dY_aff.</summary>
    private double[] CorrectorSide(double[] objective, double sigmaMu, double[] products)
    {
        _constraint.MultiplyWeights(_correction, _correctionProducts, _context);
        int input = _constraint.InputOrder;
        double trace = 0.0;
        for (int j = 0; j < input; j++)
        {
            trace += Dot(_inverse.Matrix.Column(j), _correction.Column(j));
        }

        double[] side = _variables.Gather((sigmaMu * _inverse.InputTrace()) - trace, k =>
        {
            // p'QM q + q'QM p over 2, with p = e - a v, q = e - b v.
            ReadOnlySpan<double> own = _inverse.Matrix.Column(input + k);
            ReadOnlySpan<double> product = _inverse.Products.Column(k);
            ReadOnlySpan<double> corrected = _correction.Column(input + k);
            ReadOnlySpan<double> correctedProduct = _correctionProducts.Column(k);
            (double a, double b) = (_constraint.Least[k], _constraint.Largest[k]);
            double inner = Dot(own, corrected) - (0.5 * (a + b) * (Dot(product, corrected) + Dot(own, correctedProduct))) + (a * b * Dot(product, correctedProduct));
            return (sigmaMu * _inverse.Inner(k)) - inner;
        });
        for (int i = 0; i < side.Length; i++)
        {
            side[i] += objective[i] + (i == 0 ? 0.0 : (sigmaMu - products[i]) / _x[i]);
        }

        return side;
    }

    /// <summary>Solves for dx, and computes dZ, dY and dy.</summary>
    private (double[] Dx, double[] Dy) Move(double sigmaMu, double[] right, double[] products, bool hasCorrection)
    {
        double[] dx = _system.Solve(right);
        _constraint.Combine(dx[0], _variables.Spread(dx), 0.0, _primalStep, _context);

        // The factor of the correction is overwritten: K = dZ Y + M, then dY = sigma mu Q - Y - sym(Q K).
        _constraint.MultiplyTridiagonal(_primalStep, _dual.Matrix, hasCorrection ? 1.0 : 0.0, _correction, _context);
        MatrixOperations.Multiply(-1.0, _inverse.Matrix, false, _correction, false, 0.0, _dualStep, _context);
        Symmetrization.Average(_dualStep.View, _context);
        AddScaled(-1.0, _dual.Matrix, _dualStep);
        if (sigmaMu != 0.0)
        {
            AddScaled(sigmaMu, _inverse.Matrix, _dualStep);
        }

        double[] dy = [.. dx.Select((value, i) => i == 0 ? 0.0 : ((sigmaMu - products[i] - (_y[i] * value)) / _x[i]) - _y[i])];
        return (dx, dy);
    }

    private double Longest(DenseMatrix factor, DenseMatrix direction, double[] values, double[] step, double fraction)
    {
        double limit = 1.0 / fraction;
        for (int i = 1; i < values.Length; i++)
        {
            limit = step[i] < 0.0 ? Math.Min(limit, -values[i] / step[i]) : limit;
        }

        double longest = Math.Min(1.0, fraction * _boundary.Largest(factor.View, direction.View, limit));
        GC.KeepAlive(factor);
        GC.KeepAlive(direction);
        return longest;
    }

    private double AffineProduct(double primalStep, double dualStep, double[] dx, double[] dy) =>
        Dot(_primal, _dual.Matrix) + (primalStep * Dot(_primalStep, _dual.Matrix)) + (dualStep * Dot(_primal, _dualStep)) + (primalStep * dualStep * Dot(_primalStep, _dualStep))
        + Enumerable.Range(1, _x.Length - 1).Sum(i => (_x[i] + (primalStep * dx[i])) * (_y[i] + (dualStep * dy[i])));

    private static void Add(double scale, double[] direction, double[] values)
    {
        for (int i = 0; i < values.Length; i++)
        {
            values[i] += scale * direction[i];
        }
    }

    private static double Dot(DenseMatrix x, DenseMatrix y) => Dot(x.Values, y.Values);

    private static double Dot(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        fixed (double* left = x, right = y)
        {
            return VectorOperations.Dot(left, right, x.Length);
        }
    }

    private static void AddScaled(double scale, DenseMatrix from, DenseMatrix to)
    {
        fixed (double* source = from.Values, target = to.Values)
        {
            VectorOperations.AddScaled(scale, source, target, from.Values.Length);
        }
    }
}
