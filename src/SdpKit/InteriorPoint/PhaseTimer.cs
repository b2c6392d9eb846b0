using System.Collections.Immutable;
using System.Diagnostics;

namespace SdpKit.InteriorPoint;

/// <summary>Counts the wall-clock time of each phase: at any moment exactly one phase is running. One thread only.</summary>
internal sealed class PhaseTimer
{
    private readonly long[] _ticks = new long[Enum.GetValues<Phase>().Length];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _since;
    private Phase _current = Phase.Other;

    public PhaseTimer() => _since = _start;

    public TimeSpan Elapsed => Stopwatch.GetElapsedTime(_start);

    /// <summary>Ends the running phase and begins another; returns the one that ended, so that it can be resumed.</summary>
    public Phase Enter(Phase phase)
    {
        long now = Stopwatch.GetTimestamp();
        _ticks[(int)_current] += now - _since;
        _since = now;
        (Phase ended, _current) = (_current, phase);
        return ended;
    }

    public ImmutableSortedDictionary<string, double> Seconds()
    {
        Enter(_current);
        return Enum.GetValues<Phase>().ToImmutableSortedDictionary(
            phase => char.ToLowerInvariant(phase.ToString()[0]) + phase.ToString()[1..],
            phase => _ticks[(int)phase] / (double)Stopwatch.Frequency);
    }
}
