namespace SdpKit.Verification;

/// <summary>Sums a range of columns of one block of a combination of coefficient matrices, the lower triangle, in compensated arithmetic.</summary>
/// <remarks>Working by stripes keeps the second halves of the sums out of the memory bill of a large block and lets several threads share it.</remarks>
internal sealed class SlackStripe
{
    /// <summary>How many entries a stripe holds: two arrays of 2 MB, which the caches of a core hold.</summary>
    private const int StripeLength = 1 << 18;

    private readonly BlockCoefficients _coefficients;
    private readonly bool _isDiagonal;
    private readonly int _order;
    private double[] _high = [];
    private double[] _low = [];

    public SlackStripe(BlockCoefficients coefficients, SdpBlock block)
    {
        _coefficients = coefficients;
        _isDiagonal = block.Kind == BlockKind.Diagonal;
        _order = block.Order;
    }

    /// <summary>Gets the first column.</summary>
    public int First { get; private set; }

    /// <summary>Gets the column after the last.</summary>
    public int End { get; private set; }

    /// <summary>Counts the stripes of a block; the diagonal of a diagonal block is one column.</summary>
    public static int Count(SdpBlock block) => block.Kind == BlockKind.Diagonal ? 1 : ((block.Order - 1) / Width(block.Order)) + 1;

    /// <summary>Moves to a stripe and sets it to zero.</summary>
    public void Clear(int stripe)
    {
        int width = Width(_order);
        First = _isDiagonal ? 0 : stripe * width;
        End = _isDiagonal ? 1 : Math.Min(First + width, _order);
        int length = (End - First) * (_order - First);
        if (_high.Length < length)
        {
            _high = new double[length];
            _low = new double[length];
        }

        _high.AsSpan(0, length).Clear();
        _low.AsSpan(0, length).Clear();
    }

    /// <summary>Gets the rounded sums of a column, from its diagonal entry down.</summary>
    public ReadOnlySpan<double> High(int column) => _high.AsSpan(Place(column, column), _order - (_isDiagonal ? 0 : column));

    /// <summary>Gets what rounding lost from <see cref="High"/>.</summary>
    public ReadOnlySpan<double> Low(int column) => _low.AsSpan(Place(column, column), _order - (_isDiagonal ? 0 : column));

    /// <summary>Adds <c>weights[0] F_0</c>.</summary>
    public void AddConstant(double[] weights) => Add(weights, constant: true);

    /// <summary>Adds <c>sum_i weights[i + 1] F_i</c>, without F_0.</summary>
    public void AddVariables(double[] weights) => Add(weights, constant: false);

    private static int Width(int order) => Math.Max(1, StripeLength / order);

    private int Place(int row, int column) => _isDiagonal ? row : row - First + ((column - First) * (_order - First));

    private void Add(double[] weights, bool constant)
    {
        AddSparse(weights, constant);
        foreach (LowRankTerm term in _coefficients.LowRankTerms)
        {
            if (term.Variable == SdpProblem.Constant == constant && weights[term.Variable + 1] != 0.0)
            {
                AddLowRank(term, weights[term.Variable + 1]);
            }
        }

        foreach (DenseTerm term in _coefficients.DenseTerms)
        {
            for (int j = First; term.Variable == SdpProblem.Constant == constant && j < End; j++)
            {
                AddColumn(j, _order, weights[term.Variable + 1], 0.0, term.Values.AsSpan().Slice(_order * j, _order));
            }
        }
    }

    private void AddSparse(double[] weights, bool constant)
    {
        ReadOnlySpan<int> columns = _coefficients.Columns;
        ReadOnlySpan<int> rows = _coefficients.Rows;
        ReadOnlySpan<double> values = _coefficients.Values;
        for (int t = 0; t < _coefficients.Variables.Length; t++)
        {
            int variable = _coefficients.Variables[t];
            double weight = weights[variable + 1];
            if (variable == SdpProblem.Constant != constant || weight == 0.0)
            {
                continue;
            }

            int end = _coefficients.Starts[t + 1];
            int k = _coefficients.Starts[t];
            k += _isDiagonal ? 0 : LowerBound(columns[k..end], First);
            for (; k < end && (_isDiagonal || columns[k] < End); k++)
            {
                int place = Place(rows[k], columns[k]);
                CompensatedVectors.AddProduct(ref _high[place], ref _low[place], weight, values[k]);
            }
        }
    }

    private void AddLowRank(LowRankTerm term, double weight)
    {
        for (int r = 0; r < term.Rank; r++)
        {
            ReadOnlySpan<double> vector = term.Factor.AsSpan().Slice(r * _order, _order);
            int end = vector.LastIndexOfAnyExcept(0.0) + 1;
            var scale = default(CompensatedSum);
            scale.AddProduct(weight, term.Weights[r]);
            for (int j = First; j < Math.Min(End, end); j++)
            {
                if (vector[j] != 0.0)
                {
                    var factor = default(CompensatedSum);
                    factor.AddScaled(vector[j], scale);
                    (double high, double low) = factor.Split();
                    AddColumn(j, end, high, low, vector);
                }
            }
        }
    }

    private void AddColumn(int column, int end, double factor, double factorLow, ReadOnlySpan<double> vector)
    {
        int place = Place(column, column);
        CompensatedVectors.AddScaled(_high.AsSpan(place), _low.AsSpan(place), factor, factorLow, vector[column..end]);
    }

    private static int LowerBound(ReadOnlySpan<int> sorted, int value)
    {
        int low = 0;
        int high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            (low, high) = sorted[middle] < value ? (middle + 1, high) : (low, middle);
        }

        return low;
    }
}
