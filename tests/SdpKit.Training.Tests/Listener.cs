namespace SdpKit.Training.Tests;

/// <summary>Receives reports on the calling thread.</summary>
internal sealed class Listener<T>(Action<T> receive) : IProgress<T>
{
    public void Report(T value) => receive(value);
}
