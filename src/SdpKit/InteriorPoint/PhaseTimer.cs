using System.Collections.Immutable;
using System.Diagnostics;

namespace SdpKit.InteriorPoint;

/// <summary>Counts the wall-clock time of each phase: at any moment exactly one phase is running. One thread only.</summary>
internal sealed class PhaseTimer
{
    /// <summary>The names of the phases in the order of <see cref="Phase"/>; to ask an enumeration for its names would take a process that solves a tiny problem a hundredth of its time.</summary>
    private static readonly string[] Names = ["presolve", "schurFormation", "schurFactorisation", "inverse", "products", "stepLength", "check", "other"];

    /// <summary>The names with the time 0: to order them takes as long as to factor a small matrix.</summary>
    private static readonly ImmutableSortedDictionary<string, double> NoSeconds = Names.ToImmutableSortedDictionary(name => name, _ => 0.0, StringComparer.Ordinal);

    private readonly long[] _ticks = new long[Names.Length];
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
        ImmutableSortedDictionary<string, double>.Builder seconds = NoSeconds.ToBuilder();
        for (int phase = 0; phase < _ticks.Length; phase++)
        {
            seconds[Names[phase]] = _ticks[phase] / (double)Stopwatch.Frequency;
        }

        return seconds.ToImmutable();
    }
}
