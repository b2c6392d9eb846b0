using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class WorkerTeamTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void Every_part_runs_exactly_once_in_every_run(int threads)
    {
        using WorkerTeam team = new(threads);
        for (int run = 0; run < 2000; run++)
        {
            int count = run % 37;
            CountTask task = new(new int[count], threads);
            team.Run(count, ref task);
            Assert.All(task.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Sleeping_workers_take_part_again()
    {
        using WorkerTeam team = new(3);
        for (int run = 0; run < 5; run++)
        {
            Thread.Sleep(20);
            MeetingTask task = new(new Barrier(3));
            team.Run(3, ref task);
        }
    }

    [Fact]
    public void First_exception_of_a_part_reaches_the_caller_and_the_team_stays_usable()
    {
        using WorkerTeam team = new(2);
        for (int run = 0; run < 100; run++)
        {
            FailTask failing = new(failingIndex: run % 10);
            Assert.Equal("part", Assert.Throws<InvalidOperationException>(() => team.Run(10, ref failing)).Message);
            CountTask counting = new(new int[10], 2);
            team.Run(10, ref counting);
            Assert.All(counting.Runs, runs => Assert.Equal(1, runs));
        }
    }

    [Fact]
    public void Results_left_in_the_task_reach_the_caller()
    {
        using WorkerTeam team = new(2);
        SumTask task = default;
        team.Run(1000, ref task);
        Assert.Equal(999 * 1000 / 2, task.Total);
    }

    [Fact]
    public void Team_of_no_threads_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new WorkerTeam(0));

    private readonly struct CountTask(int[] runs, int threads) : ITeamTask
    {
        public int[] Runs => runs;

        public void Execute(int index, int worker)
        {
            Assert.InRange(worker, 0, threads - 1);
            Interlocked.Increment(ref runs[index]);
        }
    }

    private readonly struct MeetingTask(Barrier barrier) : ITeamTask
    {
        public void Execute(int index, int worker) =>
            Assert.True(barrier.SignalAndWait(TimeSpan.FromMinutes(5)), "the workers did not meet");
    }

    private readonly struct FailTask(int failingIndex) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            if (index == failingIndex)
            {
                throw new InvalidOperationException("part");
            }
        }
    }

    private struct SumTask : ITeamTask
    {
        public int Total;

        public void Execute(int index, int worker) => Interlocked.Add(ref Total, index);
    }
}
