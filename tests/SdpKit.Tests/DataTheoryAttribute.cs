namespace SdpKit.Tests;

/// <summary>Marks a theory that is skipped, with the reason, where the data it needs is missing.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DataTheoryAttribute : TheoryAttribute
{
    /// <param name="name">The file or folder of the data, such as <c>sdplib</c>.</param>
    public DataTheoryAttribute(string name)
    {
        Name = name;
        Skip = TestData.ReasonToSkip(name);
    }

    public string Name { get; }
}
