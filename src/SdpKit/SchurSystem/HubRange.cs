namespace SdpKit.SchurSystem;

/// <summary>Says which consecutive terms of a block are split over hubs: from <paramref name="First"/> up to, not including, <paramref name="End"/>.</summary>
internal readonly record struct HubRange(int First, int End)
{
    public int Length => End - First;
}
