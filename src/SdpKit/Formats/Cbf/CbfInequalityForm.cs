using static SdpKit.Formats.Cbf.CbfProgram;

namespace SdpKit.Formats.Cbf;

/// <summary>Writes a CBF problem as (P): x holds the scalar variables, then the lower triangles of the matrix variables, row by row.</summary>
internal sealed class CbfInequalityForm
{
    private readonly CbfProgram _program;
    private readonly SdpProblemBuilder _builder;

    /// <summary>The x_i of entry (0, 0) of each matrix variable.</summary>
    private readonly int[] _firstEntries;

    public CbfInequalityForm(CbfProgram program)
    {
        _program = program;
        _firstEntries = new int[program.MatrixOrders.Count];
        int variableCount = program.Variables.Count;
        for (int j = 0; j < _firstEntries.Length; j++)
        {
            _firstEntries[j] = variableCount;
            variableCount += program.MatrixOrders[j] * (program.MatrixOrders[j] + 1) / 2;
        }

        _builder = new SdpProblemBuilder(variableCount);
    }

    public ProblemFile Translate()
    {
        double sense = _program.IsMaximization ? -1.0 : 1.0;
        var objective = new double[_builder.VariableCount];
        foreach ((int variable, double value) in _program.Objective)
        {
            objective[variable] += sense * value;
        }

        foreach (MatrixEntry entry in _program.ObjectiveMatrices)
        {
            objective[VariableOf(entry)] += sense * WeightOf(entry);
        }

        _builder.SetObjective(objective);
        AddMatrixConstraints();
        AddMatrixVariables();
        AddSigns();
        AddConstraints();
        return new ProblemFile(_builder.Build(), []) { ObjectiveFactor = sense, ObjectiveOffset = _program.ObjectiveConstant };
    }

    private void AddMatrixConstraints()
    {
        _program.ConstraintOrders.ForEach(order => _builder.AddSemidefiniteBlock(order));
        foreach (MatrixEntry entry in _program.Coefficients)
        {
            _builder.AddEntry(entry.Index, entry.Owner, entry.Row, entry.Column, entry.Value);
        }

        foreach (MatrixEntry entry in _program.Constants)
        {
            _builder.AddEntry(SdpProblem.Constant, entry.Owner, entry.Row, entry.Column, -entry.Value);
        }
    }

    private void AddMatrixVariables()
    {
        for (int j = 0; j < _firstEntries.Length; j++)
        {
            int block = _builder.AddSemidefiniteBlock(_program.MatrixOrders[j]);
            int variable = _firstEntries[j];
            for (int row = 0; row < _program.MatrixOrders[j]; row++)
            {
                for (int column = 0; column <= row; column++)
                {
                    _builder.AddEntry(variable++, block, row, column, 1.0);
                }
            }
        }
    }

    /// <summary>Keeps the scalar variables in their cones.</summary>
    private void AddSigns()
    {
        CbfCone[] cones = [.. _program.Variables.All()];
        int[] signed = [.. Enumerable.Range(0, cones.Length).Where(j => cones[j] is CbfCone.NonNegative or CbfCone.NonPositive)];
        int block = signed.Length > 0 ? _builder.AddDiagonalBlock(signed.Length) : -1;
        for (int k = 0; k < signed.Length; k++)
        {
            _builder.AddEntry(signed[k], block, k, k, cones[signed[k]] == CbfCone.NonNegative ? 1.0 : -1.0);
        }

        foreach (int j in Enumerable.Range(0, cones.Length).Where(j => cones[j] == CbfCone.Zero))
        {
            _builder.AddEqualityEntry(_builder.AddEquality(0.0), j, 1.0);
        }
    }

    private void AddConstraints()
    {
        CbfCone[] cones = [.. _program.Constraints.All()];
        var constants = new double[cones.Length];
        foreach ((int constraint, double value) in _program.RowConstants)
        {
            constants[constraint] += value;
        }

        // Where a constraint goes: an equality, or an entry of the diagonal block.
        var places = new int[cones.Length];
        int inequalityCount = cones.Count(cone => cone is CbfCone.NonNegative or CbfCone.NonPositive);
        int block = inequalityCount > 0 ? _builder.AddDiagonalBlock(inequalityCount) : -1;
        int next = 0;
        for (int i = 0; i < cones.Length; i++)
        {
            switch (cones[i])
            {
                case CbfCone.Zero:
                    places[i] = _builder.AddEquality(-constants[i]);
                    break;
                case CbfCone.NonNegative or CbfCone.NonPositive:
                    places[i] = next++;
                    _builder.AddEntry(SdpProblem.Constant, block, places[i], places[i], cones[i] == CbfCone.NonNegative ? -constants[i] : constants[i]);
                    break;
            }
        }

        void Add(int constraint, int variable, double value)
        {
            int place = places[constraint];
            switch (cones[constraint])
            {
                case CbfCone.Zero:
                    _builder.AddEqualityEntry(place, variable, value);
                    break;
                case CbfCone.NonNegative:
                    _builder.AddEntry(variable, block, place, place, value);
                    break;
                case CbfCone.NonPositive:
                    _builder.AddEntry(variable, block, place, place, -value);
                    break;
            }
        }

        _program.Rows.ForEach(entry => Add(entry.Constraint, entry.Variable, entry.Value));
        _program.ConstraintMatrices.ForEach(entry => Add(entry.Owner, VariableOf(entry), WeightOf(entry)));
    }

    private int VariableOf(MatrixEntry entry) => _firstEntries[entry.Index] + (entry.Row * (entry.Row + 1) / 2) + entry.Column;

    /// <summary>Gets what an entry of F counts for in &lt;F, V>: off the diagonal twice.</summary>
    private static double WeightOf(MatrixEntry entry) => entry.Row == entry.Column ? entry.Value : 2.0 * entry.Value;
}
