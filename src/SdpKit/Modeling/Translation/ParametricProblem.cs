using System.Collections.Immutable;

namespace SdpKit.Modeling.Translation;

/// <summary>Represents a problem without what parameters add to c, b and F_0. Immutable and thread-safe.</summary>
/// <param name="fixedPart">The problem with parameters of 0 in these.</param>
/// <param name="numbers">What the parameters add.</param>
/// <param name="structural">The parameters whose change needs the problem to be made anew.</param>
internal sealed class ParametricProblem(SdpProblem fixedPart, ImmutableArray<ParametricNumber> numbers, ImmutableHashSet<int> structural)
{
    /// <summary>Says whether another value of a parameter is a change of c, b and F_0 alone.</summary>
    public bool IsDataOnly(Parameter parameter) => !structural.Any(scalar => scalar >= parameter.First && scalar < parameter.First + parameter.Count);

    /// <summary>Makes the problem for values of the parameters; what is known about another of these problems is kept.</summary>
    public SdpProblem At(ReadOnlySpan<double> parameters, SdpProblem? known)
    {
        if (numbers.IsEmpty)
        {
            FiniteData.Check(fixedPart.Objective);
            FiniteData.Check(fixedPart.EqualityRightHandSide);
            return known is null ? fixedPart : fixedPart.With(known.Analysis);
        }

        double[] objective = fixedPart.Objective.ToArray();
        double[] rightHandSide = fixedPart.EqualityRightHandSide.ToArray();
        var constants = new Dictionary<int, CoefficientList>();
        foreach (ParametricNumber number in numbers)
        {
            double value = number.Value * parameters[number.Parameter];
            switch (number.Part)
            {
                case DataPart.Objective:
                    objective[number.Index] += value;
                    break;
                case DataPart.RightHandSide:
                    rightHandSide[number.Index] += value;
                    break;
                default:
                    Constant(constants, number.Index).Add(SdpProblem.Constant, number.Row, number.Column, value);
                    break;
            }
        }

        FiniteData.Check(objective);
        FiniteData.Check(rightHandSide);
        return fixedPart.With(objective, rightHandSide, [.. fixedPart.Coefficients.Select((coefficients, b) =>
            constants.TryGetValue(b, out CoefficientList? entries) ? BlockCoefficients.Join(entries.Build(coefficients.LowRankTerms), coefficients) : coefficients)], known);
    }

    /// <summary>Starts a list with the fixed entries of F_0 in a block.</summary>
    private CoefficientList Constant(Dictionary<int, CoefficientList> lists, int block)
    {
        if (!lists.TryGetValue(block, out CoefficientList? list))
        {
            lists[block] = list = new CoefficientList(fixedPart.Blocks[block]);
            BlockCoefficients coefficients = fixedPart.Coefficients[block];
            for (int k = 0; k < coefficients.Starts[coefficients.ConstantTermCount]; k++)
            {
                list.Add(SdpProblem.Constant, coefficients.Rows[k], coefficients.Columns[k], coefficients.Values[k]);
            }
        }

        return list;
    }
}
