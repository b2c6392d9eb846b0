namespace SdpKit.Formats.Sedumi;

/// <summary>Puts the numbers of a SeDuMi problem in their places in a problem of this library.</summary>
internal sealed class SedumiTranslation(string source, SedumiCone cone, int rowCount)
{
    private readonly SdpProblemBuilder _builder = new(rowCount);

    /// <summary>Where each semidefinite part starts in x, and where the last one ends.</summary>
    private readonly long[] _starts = new long[cone.Orders.Length + 1];

    private int _firstSemidefinite;

    public ProblemFile Translate(SedumiMatrix a, bool isTransposed, SedumiMatrix b, SedumiMatrix c)
    {
        AddBlocks();
        foreach ((int row, int column, double value) in b.Entries)
        {
            _builder.SetObjective(row + column, -value);
        }

        var free = new double[cone.FreeCount];
        foreach ((int row, int column, double value) in c.Entries)
        {
            int place = row + column;
            if (place < cone.FreeCount)
            {
                free[place] = value;
            }
            else
            {
                Add(SdpProblem.Constant, place, value);
            }
        }

        foreach (double value in free)
        {
            _builder.AddEquality(-value);
        }

        foreach ((int row, int column, double value) in a.Entries)
        {
            (int place, int variable) = isTransposed ? (row, column) : (column, row);
            if (place < cone.FreeCount)
            {
                _builder.AddEqualityEntry(place, variable, -value);
            }
            else
            {
                Add(variable, place, value);
            }
        }

        try
        {
            return new ProblemFile(_builder.Build(), cone.Warnings) { ObjectiveFactor = -1.0 };
        }
        catch (ArgumentException)
        {
            throw new ProblemFormatException(source, 0, 0, "the two triangles of a matrix sum to more than a double can hold");
        }
    }

    private void AddBlocks()
    {
        if (cone.NonNegativeCount > 0)
        {
            _builder.AddDiagonalBlock(cone.NonNegativeCount);
            _firstSemidefinite = 1;
        }

        _starts[0] = (long)cone.FreeCount + cone.NonNegativeCount;
        for (int k = 0; k < cone.Orders.Length; k++)
        {
            _builder.AddSemidefiniteBlock(cone.Orders[k]);
            _starts[k + 1] = _starts[k] + ((long)cone.Orders[k] * cone.Orders[k]);
        }
    }

    /// <summary>Adds an entry of -A_i or -C behind the free part.</summary>
    private void Add(int variable, int place, double value)
    {
        if (place < _starts[0])
        {
            int entry = place - cone.FreeCount;
            _builder.AddEntry(variable, 0, entry, entry, -value);
            return;
        }

        int k = Array.BinarySearch(_starts, place);
        k = k < 0 ? ~k - 1 : k;
        (int column, int row) = Math.DivRem((int)(place - _starts[k]), cone.Orders[k]);

        // X is symmetric, so <A, X> sees the mean of an entry and its mirror: half of each.
        _builder.AddEntry(variable, _firstSemidefinite + k, row, column, row == column ? -value : -0.5 * value);
    }
}
