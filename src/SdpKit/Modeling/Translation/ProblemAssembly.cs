using System.Collections.Immutable;

namespace SdpKit.Modeling.Translation;

/// <summary>Collects the data of a problem, each number with the parameter that multiplies it.</summary>
/// <param name="blocks">The blocks.</param>
/// <param name="variableCount">The number of variables x.</param>
/// <param name="equalityCount">The number of equalities.</param>
/// <param name="parameters">The values of the parameters.</param>
internal sealed class ProblemAssembly(ImmutableArray<SdpBlock> blocks, int variableCount, int equalityCount, double[] parameters)
{
    private readonly CoefficientList[] _entries = [.. blocks.Select(block => new CoefficientList(block))];
    private readonly List<LowRankTerm>[] _lowRank = [.. blocks.Select(_ => new List<LowRankTerm>())];
    private readonly double[] _objective = new double[variableCount];
    private readonly double[] _rightHandSide = new double[equalityCount];
    private readonly TripletList _equalities = new();
    private readonly TripletList _quadratic = new();
    private readonly List<ParametricNumber> _parametric = [];
    private readonly HashSet<int> _structural = [];

    /// <summary>Adds to c.</summary>
    public void AddObjective(int variable, double value, int parameter)
    {
        if (parameter < 0)
        {
            _objective[variable] += value;
        }
        else
        {
            _parametric.Add(new ParametricNumber(DataPart.Objective, variable, 0, 0, parameter, value));
        }
    }

    /// <summary>Adds to b.</summary>
    public void AddRightHandSide(int equality, double value, int parameter)
    {
        if (parameter < 0)
        {
            _rightHandSide[equality] += value;
        }
        else
        {
            _parametric.Add(new ParametricNumber(DataPart.RightHandSide, equality, 0, 0, parameter, value));
        }
    }

    /// <summary>Adds to an entry of F_i or F_0; off the diagonal half of the value goes to the entry and half to its mirror.</summary>
    public void AddHalves(int variable, int block, int row, int column, double value, int parameter)
    {
        double half = row == column ? value : 0.5 * value;
        if (parameter >= 0 && variable == SdpProblem.Constant)
        {
            _parametric.Add(new ParametricNumber(DataPart.Constant, block, row, column, parameter, half));
        }
        else
        {
            _entries[block].Add(variable, row, column, Number(half, parameter));
        }
    }

    /// <summary>Adds U diag(d) U' to F_i or F_0.</summary>
    public void AddLowRank(int variable, int block, double[] factor, double[] weights)
    {
        FiniteData.Check(factor);
        FiniteData.Check(weights);
        _lowRank[block].Add(new LowRankTerm(variable, [.. factor], [.. weights]));
    }

    /// <summary>Adds to A.</summary>
    public void AddEqualityEntry(int equality, int variable, double value, int parameter) => _equalities.Add(equality, variable, Number(value, parameter));

    /// <summary>Adds to an entry of Q and, off the diagonal, to its mirror.</summary>
    public void AddQuadratic(int row, int column, double value)
    {
        _quadratic.Add(row, column, value);
        if (row != column)
        {
            _quadratic.Add(column, row, value);
        }
    }

    /// <summary>Gets the value of a number whose change needs the problem to be made anew.</summary>
    public double Number(double value, int parameter)
    {
        if (parameter < 0)
        {
            return value;
        }

        _structural.Add(parameter);
        return value * parameters[parameter];
    }

    /// <summary>Builds the problem with the values at hand.</summary>
    public ParametricProblem Build()
    {
        ImmutableArray<BlockCoefficients> coefficients = [.. _entries.Select((entries, b) => entries.Build(_lowRank[b]))];
        var problem = new SdpProblem(
            _objective,
            blocks,
            coefficients,
            FiniteData.Checked(_equalities.Build(equalityCount, variableCount)),
            _rightHandSide,
            FiniteData.Checked(_quadratic.Build(variableCount, variableCount)));
        return new ParametricProblem(problem, [.. _parametric], [.. _structural]);
    }
}
