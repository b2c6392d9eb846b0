namespace SdpKit.LinearAlgebra;

/// <summary>Work in numbered, independent parts that a <see cref="WorkerTeam"/> hands out to its workers.</summary>
internal interface ITeamTask
{
    /// <summary>Does part <paramref name="index"/> on worker <paramref name="worker"/>, which runs one part at a time, so scratch memory can be kept per worker.</summary>
    void Execute(int index, int worker);
}
