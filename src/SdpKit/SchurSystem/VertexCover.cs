namespace SdpKit.SchurSystem;

/// <summary>Splits a sparse symmetric matrix over a small vertex cover of its pattern: F = sum over hubs h of e_h w_h' + w_h e_h'.</summary>
/// <remarks>
/// The cover is the greedy one: the row with the most entries that are not covered yet becomes the next hub and takes them. An arrow has one hub, A'E + EA with a
/// unit matrix E has two, whatever the number of entries.
/// </remarks>
internal sealed class VertexCover
{
    private readonly int[] _degrees;
    private readonly List<int> _hubs = [];
    private int[] _hubOfEntry = [];

    public VertexCover(int order) => _degrees = new int[order];

    /// <summary>Gets the hubs of the last term that was split.</summary>
    public IReadOnlyList<int> Hubs => _hubs;

    /// <summary>Gets for every entry of the last term which of <see cref="Hubs"/> took it.</summary>
    public ReadOnlySpan<int> HubOfEntry => _hubOfEntry;

    /// <summary>Splits a term.</summary>
    /// <param name="rows">The rows of its entries.</param>
    /// <param name="columns">Their columns.</param>
    /// <param name="limit">The most hubs that are of use.</param>
    /// <returns>False where more than <paramref name="limit"/> hubs are needed.</returns>
    public bool TrySplit(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns, int limit)
    {
        _hubs.Clear();
        if (_hubOfEntry.Length < rows.Length)
        {
            _hubOfEntry = new int[rows.Length];
        }

        _hubOfEntry.AsSpan(0, rows.Length).Fill(-1);
        for (int left = rows.Length; left > 0;)
        {
            if (_hubs.Count == limit)
            {
                return false;
            }

            int hub = Busiest(rows, columns);
            for (int k = 0; k < rows.Length; k++)
            {
                if (_hubOfEntry[k] < 0 && (rows[k] == hub || columns[k] == hub))
                {
                    _hubOfEntry[k] = _hubs.Count;
                    left--;
                }
            }

            _hubs.Add(hub);
        }

        return true;
    }

    private int Busiest(ReadOnlySpan<int> rows, ReadOnlySpan<int> columns)
    {
        int busiest = -1;
        for (int k = 0; k < rows.Length; k++)
        {
            if (_hubOfEntry[k] < 0)
            {
                Count(rows[k]);
                Count(columns[k]);
            }
        }

        for (int k = 0; k < rows.Length; k++)
        {
            _degrees[rows[k]] = 0;
            _degrees[columns[k]] = 0;
        }

        return busiest;

        void Count(int index)
        {
            _degrees[index]++;
            if (busiest < 0 || _degrees[index] > _degrees[busiest])
            {
                busiest = index;
            }
        }
    }
}
