namespace SdpKit.Modeling;

/// <summary>Represents numbers drawn at random between 1/2 and 3/2, always the same; they are kept, because one constraint after the other is tried with them. Thread-safe.</summary>
/// <param name="seed">The seed; other seeds give other numbers.</param>
internal sealed class RandomSequence(int seed)
{
    private volatile double[] _numbers = [];

    /// <summary>Gets the first numbers, at least as many as asked for.</summary>
    public double[] First(int count)
    {
        double[] numbers = _numbers;
        if (numbers.Length < count)
        {
            // Twice as many as there were, so that drawing them again and again costs what drawing the last ones does.
            var random = new Random(seed);
            numbers = new double[Math.Max(count, 2 * numbers.Length)];
            for (int k = 0; k < numbers.Length; k++)
            {
                numbers[k] = random.NextDouble() + 0.5;
            }

            _numbers = numbers;
        }

        return numbers;
    }
}
