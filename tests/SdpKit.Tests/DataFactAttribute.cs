namespace SdpKit.Tests;

/// <summary>Marks a test that is skipped, with the reason, where the data it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataFactAttribute : FactAttribute
{
    /// <param name="name">The file or folder of the data, such as <c>sdplib</c>.</param>
    public DataFactAttribute(string name)
    {
        Name = name;
        Skip = TestData.ReasonToSkip(name);
    }

    public string Name { get; }
}
