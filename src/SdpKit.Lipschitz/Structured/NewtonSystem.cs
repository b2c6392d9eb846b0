using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Forms, factors and solves the Newton system of the variables: the Schur matrix, its rows summed where neurons share a variable, plus y/x of the signs.</summary>
internal sealed unsafe class NewtonSystem
{
    /// <summary>The multiples of I that are tried, relative to a unit diagonal.</summary>
    private const double LeastRegularization = 1e-15;
    private const double LargestRegularization = 1e-8;

    private readonly MultiplierVariables _variables;
    private readonly SchurMatrix _schur;
    private readonly DenseMatrix _factor;
    private readonly double[] _roots;

    public NewtonSystem(ScaledConstraint constraint, MultiplierVariables variables)
    {
        _variables = variables;
        _schur = new SchurMatrix(constraint);
        _factor = new DenseMatrix(variables.Count, variables.Count);
        _roots = new double[variables.Count];
    }

    /// <summary>Forms and factors the system; a growing multiple of I is added, after scaling to unit diagonal, where rounding makes it necessary. False where that does not help.</summary>
    public bool TryFactor(NeuronProducts inverse, NeuronProducts dual, double[] ratios, KernelContext context)
    {
        _schur.Form(inverse, dual, context);
        for (double regularization = LeastRegularization; regularization <= LargestRegularization; regularization *= 100.0)
        {
            Gather(ratios);
            Scale(regularization);
            if (MatrixOperations.TryFactor(_factor, context))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Computes the solution for a right-hand side.</summary>
    public double[] Solve(double[] right)
    {
        double[] solution = [.. right.Select((value, i) => value * _roots[i])];
        fixed (double* vector = solution)
        {
            TriangularSolve.SolveLower(_factor.View, transpose: false, vector);
            TriangularSolve.SolveLower(_factor.View, transpose: true, vector);
        }

        GC.KeepAlive(_factor);
        return [.. solution.Select((value, i) => value * _roots[i])];
    }

    private void Gather(double[] ratios)
    {
        if (_variables.IsPerNeuron)
        {
            _schur.Matrix.Values.CopyTo(_factor.Values);
        }
        else
        {
            _factor.Values.Clear();
            for (int j = 0; j < _schur.Matrix.Columns; j++)
            {
                int column = _variables.OfRow(j);
                for (int i = j; i < _schur.Matrix.Rows; i++)
                {
                    // Off the diagonal, a pair within one variable stands for its mirror, too.
                    bool isMirrored = i != j && _variables.OfRow(i) == column;
                    _factor[_variables.OfRow(i), column] += (isMirrored ? 2.0 : 1.0) * _schur.Matrix[i, j];
                }
            }
        }

        for (int i = 1; i < ratios.Length; i++)
        {
            _factor[i, i] += ratios[i];
        }
    }

    private void Scale(double regularization)
    {
        for (int i = 0; i < _roots.Length; i++)
        {
            _roots[i] = 1.0 / Math.Sqrt(_factor[i, i]);
        }

        for (int j = 0; j < _roots.Length; j++)
        {
            Span<double> column = _factor.Column(j);
            for (int i = j; i < column.Length; i++)
            {
                column[i] *= _roots[i] * _roots[j];
            }

            column[j] += regularization;
        }
    }
}
