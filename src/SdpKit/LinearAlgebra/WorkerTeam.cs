using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;

namespace SdpKit.LinearAlgebra;

/// <summary>
/// Runs the parts of a task on a fixed set of threads, fork-join, without allocating. The thread that calls <see cref="Run"/> is worker 0.
/// Waiting threads spin for about 10 microseconds, enough to bridge the gaps inside a kernel, and then park: longer spins steal the
/// processor from the very thread that is waited for on a busy machine. One thread at a time may call <see cref="Run"/>, and a task may not call it.
/// </summary>
internal sealed unsafe class WorkerTeam : IDisposable
{
    private static readonly long SpinTicks = Stopwatch.Frequency / 100_000;

    private Thread[] _threads = [];
    private readonly object _gate = new();

    // The run's number in the upper half, the parts nobody has claimed yet in the lower half. One word, so that a worker that wakes up
    // after the end of a run cannot claim a part of it, and nobody has to wait for sleepers.
    private long _unclaimed;
    private int _unfinished;
    private int _parked;
    private bool _stopped;

    private int _count;
    private void* _task;
    private delegate*<void*, int, int, void> _execute;
    private Exception? _failure;

    /// <summary>Makes a team; its <paramref name="threadCount"/> - 1 background threads start with the first run that has parts for them.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The count is not positive.</exception>
    public WorkerTeam(int threadCount)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(threadCount);
        ThreadCount = threadCount;
    }

    /// <summary>The threads that work, the caller of <see cref="Run"/> included.</summary>
    public int ThreadCount { get; }

    /// <summary>
    /// Executes parts 0 .. <paramref name="count"/> - 1, each once, handed out in order to whoever is free, and returns when all are done.
    /// If a part throws, parts not yet begun are skipped and the first exception is thrown here.
    /// </summary>
    public void Run<TTask>(int count, ref TTask task)
        where TTask : struct, ITeamTask
    {
        if (ThreadCount == 1 || count <= 1)
        {
            for (int index = 0; index < count; index++)
            {
                task.Execute(index, worker: 0);
            }

            return;
        }

        if (_threads.Length == 0)
        {
            Start();
        }

        // On this stack the task has a fixed address, and the collector keeps the references in it alive and current.
        TTask local = task;
        _task = Unsafe.AsPointer(ref local);
        _execute = &ExecutePart<TTask>;
        _count = count;
        _unfinished = count;
        long run = (_unclaimed >> 32) + 1;
        Interlocked.Exchange(ref _unclaimed, (run << 32) | (uint)count);
        WakeParked();
        Work(worker: 0);
        AwaitFinish();
        task = local;

        if (_failure is { } failure)
        {
            _failure = null;
            ExceptionDispatchInfo.Throw(failure);
        }
    }

    /// <summary>Ends the threads. Not to be called during a run.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _stopped = true;
            Monitor.PulseAll(_gate);
        }

        foreach (Thread thread in _threads)
        {
            thread.Join();
        }
    }

    private void Start()
    {
        _threads = new Thread[ThreadCount - 1];
        for (int i = 0; i < _threads.Length; i++)
        {
            int worker = i + 1;
            _threads[i] = new Thread(() => Serve(worker)) { IsBackground = true, Name = $"SdpKit worker {worker}" };
            _threads[i].Start();
        }
    }

    private static void ExecutePart<TTask>(void* task, int index, int worker)
        where TTask : struct, ITeamTask => Unsafe.AsRef<TTask>(task).Execute(index, worker);

    private void Serve(int worker)
    {
        while (AwaitWork())
        {
            Work(worker);
        }
    }

    private void Work(int worker)
    {
        while (TryClaim(out int remaining))
        {
            // The run cannot end before this part is finished, so the fields below belong to it.
            if (Volatile.Read(ref _failure) is null)
            {
                try
                {
                    _execute(_task, _count - remaining, worker);
                }
#pragma warning disable CA1031 // Thrown again on the caller's thread.
                catch (Exception failure)
#pragma warning restore CA1031
                {
                    Interlocked.CompareExchange(ref _failure, failure, null);
                }
            }

            if (Interlocked.Decrement(ref _unfinished) == 0)
            {
                WakeParked();
            }
        }
    }

    private bool TryClaim(out int remaining)
    {
        long unclaimed = Volatile.Read(ref _unclaimed);
        while ((remaining = (int)unclaimed) > 0)
        {
            long seen = Interlocked.CompareExchange(ref _unclaimed, unclaimed - 1, unclaimed);
            if (seen == unclaimed)
            {
                return true;
            }

            unclaimed = seen;
        }

        return false;
    }

    private bool AwaitWork()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < SpinTicks)
        {
            if (HasWork)
            {
                return true;
            }

            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            // The interlocked increment comes before the look at the work, as the publisher's interlocked write comes before its look
            // at the sleepers: one of the two sees the other.
            Interlocked.Increment(ref _parked);
            while (!HasWork && !_stopped)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _parked);
            return !_stopped;
        }
    }

    private void AwaitFinish()
    {
        long start = Stopwatch.GetTimestamp();
        while (Stopwatch.GetTimestamp() - start < SpinTicks)
        {
            if (IsFinished)
            {
                return;
            }

            Thread.SpinWait(8);
        }

        lock (_gate)
        {
            Interlocked.Increment(ref _parked);
            while (!IsFinished)
            {
                Monitor.Wait(_gate);
            }

            Interlocked.Decrement(ref _parked);
        }
    }

    private bool HasWork => (int)Volatile.Read(ref _unclaimed) > 0;

    private bool IsFinished => Volatile.Read(ref _unfinished) == 0;

    private void WakeParked()
    {
        if (Volatile.Read(ref _parked) > 0)
        {
            lock (_gate)
            {
                Monitor.PulseAll(_gate);
            }
        }
    }
}
