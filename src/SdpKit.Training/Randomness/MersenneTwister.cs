using System.Collections.Immutable;

namespace SdpKit.Training.Randomness;

/// <summary>The generator MT19937 (Matsumoto, Nishimura 1998) with the one-number seed of its authors' init_genrand, as NumPy's legacy generator and PyTorch on the CPU have it. Not thread-safe.</summary>
internal sealed class MersenneTwister
{
    private const int Size = 624;
    private const int Shift = 397;

    private readonly uint[] _state = new uint[Size];
    private int _next = Size;

    public MersenneTwister(uint seed)
    {
        _state[0] = seed;
        for (int i = 1; i < Size; i++)
        {
            _state[i] = (1812433253u * (_state[i - 1] ^ (_state[i - 1] >> 30))) + (uint)i;
        }
    }

    /// <summary>Gets all that the numbers to come depend on.</summary>
    public ImmutableArray<uint> Save() => [.. _state, (uint)_next];

    /// <summary>Takes what <see cref="Save"/> gave.</summary>
    /// <exception cref="ArgumentException">It is no such state.</exception>
    public void Restore(ImmutableArray<uint> state)
    {
        if (state.IsDefault || state.Length != Size + 1 || state[Size] > Size)
        {
            throw new ArgumentException($"The state of the generator is {Size} numbers and a position among them.", nameof(state));
        }

        state.CopyTo(0, _state, 0, Size);
        _next = (int)state[Size];
    }

    /// <summary>Draws 32 bits.</summary>
    public uint NextBits()
    {
        if (_next == Size)
        {
            Renew();
        }

        uint y = _state[_next++];
        y ^= y >> 11;
        y ^= (y << 7) & 0x9d2c5680u;
        y ^= (y << 15) & 0xefc60000u;
        return y ^ (y >> 18);
    }

    /// <summary>Draws a number in [0, 1) with 53 bits, as <c>numpy.random.random_sample</c> does.</summary>
    public double NextDouble()
    {
        uint high = NextBits() >> 5;
        uint low = NextBits() >> 6;
        return ((high * 67108864.0) + low) / 9007199254740992.0;
    }

    /// <summary>Draws a number in [0, 1) with 24 bits, as <c>torch.rand</c> does for float32.</summary>
    public double NextSingle() => (NextBits() & 0xffffffu) / 16777216.0;

    /// <summary>Draws a whole number from 0 to largest, each as likely, by rejection under a mask.</summary>
    public int NextUpTo(int largest)
    {
        uint mask = largest == 0 ? 0u : uint.MaxValue >> System.Numerics.BitOperations.LeadingZeroCount((uint)largest);
        uint value;
        do
        {
            value = NextBits() & mask;
        }
        while (value > largest);
        return (int)value;
    }

    /// <summary>Brings numbers into random order (Fisher, Yates).</summary>
    public void Shuffle(Span<int> numbers)
    {
        for (int i = numbers.Length - 1; i > 0; i--)
        {
            int j = NextUpTo(i);
            (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
        }
    }

    private void Renew()
    {
        for (int i = 0; i < Size; i++)
        {
            uint y = (_state[i] & 0x80000000u) | (_state[(i + 1) % Size] & 0x7fffffffu);
            _state[i] = _state[(i + Shift) % Size] ^ (y >> 1) ^ ((y & 1u) * 0x9908b0dfu);
        }

        _next = 0;
    }
}
