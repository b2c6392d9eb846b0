using FsCheck.Xunit;
using SdpKit.Modeling.Terms;

namespace SdpKit.Tests.Modeling;

public class CompactArrayTests
{
    [Property]
    public bool Has_the_parts_of_the_sources(List<int> sources, bool areEqual)
    {
        CompactArray<int> parts = CompactArray<int>.Of(sources, source => areEqual ? 7 : source / 2);
        return parts.Count == sources.Count && Enumerable.Range(0, parts.Count).All(k => parts[k] == (areEqual ? 7 : sources[k] / 2));
    }
}
