using SdpKit.LinearAlgebra;

namespace SdpKit.Tests;

/// <summary>Counts what the threads of a team allocate, whatever else the process does. For the thread that runs the team.</summary>
internal sealed class TeamAllocations
{
    private readonly WorkerTeam _team;
    private readonly long[] _bytes;
    private int _arrived;

    public TeamAllocations(WorkerTeam team)
    {
        _team = team;
        _bytes = new long[team.ThreadCount];

        // The first meeting compiles the code of the others.
        Total();
    }

    /// <summary>Gets the bytes that all threads of the team have allocated so far; takes none itself.</summary>
    public long Total()
    {
        _arrived = 0;
        var meeting = new Meeting(this);
        _team.Run(_bytes.Length, ref meeting);
        long total = 0;
        foreach (long bytes in _bytes)
        {
            total += bytes;
        }

        return total;
    }

    /// <summary>Keeps each thread until all are there, so that each of them has one part.</summary>
    private readonly struct Meeting(TeamAllocations allocations) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            Interlocked.Increment(ref allocations._arrived);
            var wait = default(SpinWait);
            while (Volatile.Read(ref allocations._arrived) < allocations._bytes.Length)
            {
                wait.SpinOnce();
            }

            allocations._bytes[worker] = GC.GetAllocatedBytesForCurrentThread();
        }
    }
}
