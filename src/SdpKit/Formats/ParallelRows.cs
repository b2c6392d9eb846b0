using SdpKit.LinearAlgebra;

namespace SdpKit.Formats;

/// <summary>Formats rows of a text on several threads and appends them in order. One thread at a time may use it.</summary>
/// <remarks>To find the shortest digits of a double takes about 0.1 microseconds: of large matrices, as long as some solves.</remarks>
internal sealed class ParallelRows : IDisposable
{
    /// <summary>Fewer rows take no longer than to start the threads.</summary>
    private const int FewestRows = 200;

    private const int RowsOfPart = 8;
    private const int PartsOfThread = 4;

    private readonly Utf8Sink _sink;
    private readonly WorkerTeam _team;
    private readonly (MemoryStream Text, Utf8Sink Sink)[] _parts;
    private readonly CancellationToken _cancellationToken;

    /// <param name="sink">Takes the text.</param>
    /// <param name="threads">The number of threads, the caller's included.</param>
    /// <param name="cancellationToken">Stops the formatting.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number of threads is not positive.</exception>
    public ParallelRows(Utf8Sink sink, int threads, CancellationToken cancellationToken)
    {
        _sink = sink;
        _team = new WorkerTeam(threads);
        _parts = new (MemoryStream, Utf8Sink)[PartsOfThread * threads];
        _cancellationToken = cancellationToken;
    }

    /// <summary>Appends rows 0 .. <paramref name="count"/> - 1, each as <paramref name="appendRow"/> writes it into a sink, on any thread.</summary>
    public void Append(int count, Action<Utf8Sink, int> appendRow)
    {
        if (_team.ThreadCount == 1 || count < FewestRows)
        {
            for (int row = 0; row < count; row++)
            {
                appendRow(_sink, row);
            }

            return;
        }

        for (int first = 0; first < count; first += _parts.Length * RowsOfPart)
        {
            var task = new PartTask(this, first, count, appendRow);
            _team.Run(_parts.Length, ref task);
            foreach ((MemoryStream text, _) in _parts)
            {
                _sink.Append(text.GetBuffer().AsSpan(0, (int)text.Length));
                text.SetLength(0);
            }
        }
    }

    public void Dispose() => _team.Dispose();

    private void FormatPart(int index, int first, int end, Action<Utf8Sink, int> appendRow)
    {
        ref (MemoryStream Text, Utf8Sink Sink) part = ref _parts[index];
        if (part.Text is null)
        {
            var text = new MemoryStream();
            part = (text, new Utf8Sink(text, _cancellationToken));
        }

        for (int row = first; row < end; row++)
        {
            appendRow(part.Sink, row);
        }

        part.Sink.Flush();
    }

    private readonly struct PartTask(ParallelRows rows, int first, int count, Action<Utf8Sink, int> appendRow) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int start = first + (index * RowsOfPart);
            rows.FormatPart(index, start, Math.Min(start + RowsOfPart, count), appendRow);
        }
    }
}
