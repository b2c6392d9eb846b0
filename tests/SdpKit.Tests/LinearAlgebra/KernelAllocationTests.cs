using SdpKit.LinearAlgebra;

namespace SdpKit.Tests.LinearAlgebra;

[Trait("Category", "Kernels")]
public class KernelAllocationTests
{
    [Theory]
    [InlineData(20, 1)]
    [InlineData(300, 1)]
    [InlineData(300, 2)]
    public void Kernels_allocate_nothing_once_their_memory_has_grown(int order, int threads)
    {
        using KernelContext context = new(threads, CancellationToken.None);
        using KernelRuns runs = new(order);
        runs.Run(context);
        var allocations = new TeamAllocations(context.Team);

        // A method that is compiled again may be so on a thread that calls it, so one quiet run is what is asked for.
        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
        {
            long before = allocations.Total();
            runs.Run(context);
            least = Math.Min(least, allocations.Total() - before);
        }

        Assert.Equal(0, least);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void What_any_thread_of_a_team_allocates_is_counted(int threads)
    {
        using WorkerTeam team = new(threads);
        var allocations = new TeamAllocations(team);
        var task = new AllocatingTask(new int[100][]);
        team.Run(100, ref task);
        long before = allocations.Total();
        team.Run(100, ref task);
        Assert.InRange(allocations.Total() - before, 100 * 1000 * sizeof(int), 150 * 1000 * sizeof(int));
    }

    private readonly struct AllocatingTask(int[][] arrays) : ITeamTask
    {
        public void Execute(int index, int worker) => arrays[index] = new int[1000];
    }
}
