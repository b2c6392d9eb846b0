namespace SdpKit.SchurSystem;

/// <summary>Represents the low-rank terms F_t = sum of d u u' of one block whose vectors u have few entries. Immutable.</summary>
internal sealed class SparseFactors
{
    private SparseFactors(int order, int[] variables, int[] starts, double[] weights, int[] entryStarts, int[] rows, double[] values)
    {
        Order = order;
        Variables = variables;
        Starts = starts;
        Weights = weights;
        EntryStarts = entryStarts;
        Rows = rows;
        Values = values;
    }

    public int Order { get; }

    /// <summary>Gets the variable of every term.</summary>
    public int[] Variables { get; }

    /// <summary>Gets the first vector of every term; one more than there are terms.</summary>
    public int[] Starts { get; }

    /// <summary>Gets d of every vector.</summary>
    public double[] Weights { get; }

    /// <summary>Gets where the entries of every vector start; one more than there are vectors.</summary>
    public int[] EntryStarts { get; }

    public int[] Rows { get; }

    public double[] Values { get; }

    public int Count => Variables.Length;

    /// <summary>Collects terms one after the other.</summary>
    internal sealed class Builder(int order)
    {
        private readonly List<int> _variables = [];
        private readonly List<int> _starts = [0];
        private readonly List<double> _weights = [];
        private readonly List<int> _entryStarts = [0];
        private readonly List<int> _rows = [];
        private readonly List<double> _values = [];

        /// <summary>Adds a term whose vectors are stored full.</summary>
        public void Add(LowRankTerm term)
        {
            for (int r = 0; r < term.Rank; r++)
            {
                for (int row = 0; row < order; row++)
                {
                    if (term.Factor[row + (r * order)] is not 0.0 and double value)
                    {
                        _rows.Add(row);
                        _values.Add(value);
                    }
                }

                EndVector(term.Weights[r]);
            }

            EndTerm(term.Variable);
        }

        /// <summary>Adds a term of rank one.</summary>
        public void Add(int variable, double weight, ReadOnlySpan<int> rows, ReadOnlySpan<double> values)
        {
            _rows.AddRange(rows);
            _values.AddRange(values);
            EndVector(weight);
            EndTerm(variable);
        }

        public SparseFactors Build() => new(order, [.. _variables], [.. _starts], [.. _weights], [.. _entryStarts], [.. _rows], [.. _values]);

        private void EndVector(double weight)
        {
            _weights.Add(weight);
            _entryStarts.Add(_rows.Count);
        }

        private void EndTerm(int variable)
        {
            _variables.Add(variable);
            _starts.Add(_weights.Count);
        }
    }
}
