using static SdpKit.Formats.Cbf.CbfProgram;

namespace SdpKit.Formats.Cbf;

/// <summary>
/// Writes a CBF problem as (D): Y holds the matrix variables, the matrix constraints and one diagonal block of signed scalars and slacks, v the free scalars. Each scalar
/// constraint, and each entry of a matrix constraint, is one equation &lt;F_i,Y> + (A'v)_i = c_i.
/// </summary>
internal sealed class CbfEquationForm
{
    private readonly CbfProgram _program;
    private readonly SdpProblemBuilder _builder;
    private readonly CbfCone[] _variables;
    private readonly CbfCone[] _constraints;

    /// <summary>The entry of v of a free variable, or the entry of the diagonal block of a signed one.</summary>
    private readonly int[] _places;

    /// <summary>The equation of entry (0, 0) of each matrix constraint.</summary>
    private readonly int[] _firstEquations;

    private int _diagonalBlock = -1;

    public CbfEquationForm(CbfProgram program)
    {
        _program = program;
        _variables = [.. program.Variables.All()];
        _constraints = [.. program.Constraints.All()];
        _places = new int[_variables.Length];
        _firstEquations = new int[program.ConstraintOrders.Count];
        int equationCount = _constraints.Length;
        for (int i = 0; i < _firstEquations.Length; i++)
        {
            _firstEquations[i] = equationCount;
            equationCount += program.ConstraintOrders[i] * (program.ConstraintOrders[i] + 1) / 2;
        }

        _builder = new SdpProblemBuilder(equationCount);
    }

    public ProblemFile Translate()
    {
        // (D) maximizes, so what is to be minimized changes its sign.
        double sense = _program.IsMaximization ? 1.0 : -1.0;
        _program.MatrixOrders.ForEach(order => _builder.AddSemidefiniteBlock(order));
        _program.ConstraintOrders.ForEach(order => _builder.AddSemidefiniteBlock(order));
        AddScalars(sense);
        foreach (MatrixEntry entry in _program.ObjectiveMatrices)
        {
            _builder.AddEntry(SdpProblem.Constant, entry.Index, entry.Row, entry.Column, sense * entry.Value);
        }

        AddConstraints();
        AddMatrixConstraints();
        return new ProblemFile(_builder.Build(), []) { ObjectiveFactor = sense, ObjectiveOffset = _program.ObjectiveConstant };
    }

    private void AddScalars(double sense)
    {
        int signedCount = _variables.Concat(_constraints).Count(IsSigned);
        _diagonalBlock = signedCount > 0 ? _builder.AddDiagonalBlock(signedCount) : -1;
        var objective = new double[_variables.Length];
        foreach ((int variable, double value) in _program.Objective)
        {
            objective[variable] += sense * value;
        }

        int next = 0;
        for (int j = 0; j < _variables.Length; j++)
        {
            if (_variables[j] == CbfCone.Free)
            {
                _places[j] = _builder.AddEquality(objective[j]);
            }
            else if (IsSigned(_variables[j]))
            {
                _places[j] = next++;
                _builder.AddEntry(SdpProblem.Constant, _diagonalBlock, _places[j], _places[j], SignOf(_variables[j]) * objective[j]);
            }
        }

        // g_i = slack in the cone of the constraint; a free one is met by any value, so it is left without entries.
        for (int i = 0; i < _constraints.Length; i++)
        {
            if (IsSigned(_constraints[i]))
            {
                _builder.AddEntry(i, _diagonalBlock, next, next, -SignOf(_constraints[i]));
                next++;
            }
        }
    }

    private void AddConstraints()
    {
        var constants = new double[_builder.VariableCount];
        foreach ((int constraint, double value) in _program.RowConstants)
        {
            constants[constraint] -= IsFree(constraint) ? 0.0 : value;
        }

        foreach (MatrixEntry entry in _program.Constants)
        {
            constants[EquationOf(entry)] -= WeightOf(entry) * entry.Value;
        }

        _builder.SetObjective(constants);
        foreach ((int constraint, int variable, double value) in _program.Rows)
        {
            if (!IsFree(constraint))
            {
                Add(constraint, variable, value);
            }
        }

        foreach (MatrixEntry entry in _program.ConstraintMatrices)
        {
            if (!IsFree(entry.Owner))
            {
                _builder.AddEntry(entry.Owner, entry.Index, entry.Row, entry.Column, entry.Value);
            }
        }
    }

    /// <summary>Adds the equations sum_j x_j H_ij + D_i - G_i = 0, with an entry off the diagonal and its mirror summed.</summary>
    private void AddMatrixConstraints()
    {
        foreach (MatrixEntry entry in _program.Coefficients)
        {
            Add(EquationOf(entry), entry.Index, WeightOf(entry) * entry.Value);
        }

        for (int i = 0; i < _firstEquations.Length; i++)
        {
            int equation = _firstEquations[i];
            for (int row = 0; row < _program.ConstraintOrders[i]; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    _builder.AddEntry(equation++, _program.MatrixOrders.Count + i, row, column, -1.0);
                }
            }
        }
    }

    private void Add(int equation, int variable, double value)
    {
        switch (_variables[variable])
        {
            case CbfCone.Free:
                _builder.AddEqualityEntry(_places[variable], equation, value);
                break;
            case CbfCone.NonNegative or CbfCone.NonPositive:
                _builder.AddEntry(equation, _diagonalBlock, _places[variable], _places[variable], SignOf(_variables[variable]) * value);
                break;
        }
    }

    private bool IsFree(int constraint) => _constraints[constraint] == CbfCone.Free;

    private int EquationOf(MatrixEntry entry) => _firstEquations[entry.Owner] + (entry.Row * (entry.Row + 1) / 2) + entry.Column;

    private static bool IsSigned(CbfCone cone) => cone is CbfCone.NonNegative or CbfCone.NonPositive;

    private static double SignOf(CbfCone cone) => cone == CbfCone.NonNegative ? 1.0 : -1.0;

    private static double WeightOf(MatrixEntry entry) => entry.Row == entry.Column ? 1.0 : 2.0;
}
