using System.Diagnostics;

namespace SdpKit.InteriorPoint;

/// <summary>Counts the wall-clock time of each phase: at any moment exactly one phase is running. One thread only.</summary>
internal sealed class PhaseTimer
{
    private readonly long[] _ticks = new long[(int)Phase.Other + 1];
    private readonly long _start = Stopwatch.GetTimestamp();
    private long _since;
    private Phase _current = Phase.Other;

    public PhaseTimer() => _since = _start;

    /// <summary>Gets the time that the phases had together when the running one began.</summary>
    public TimeSpan Counted => Stopwatch.GetElapsedTime(_start, _since);

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

    /// <summary>Ends the running phase and begins it again; returns the times so far.</summary>
    public PhaseTimes Times()
    {
        Enter(_current);
        TimeSpan Of(Phase phase) => Stopwatch.GetElapsedTime(0, _ticks[(int)phase]);
        return new PhaseTimes
        {
            Presolve = Of(Phase.Presolve),
            SchurFormation = Of(Phase.SchurFormation),
            SchurFactorisation = Of(Phase.SchurFactorisation),
            Inverse = Of(Phase.Inverse),
            Products = Of(Phase.Products),
            StepLength = Of(Phase.StepLength),
            Check = Of(Phase.Check),
            Other = Of(Phase.Other),
        };
    }
}
