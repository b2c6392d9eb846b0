using System.Text;
using SdpKit.Formats;
using SdpKit.Lipschitz.Certificates;
using SdpKit.Tests;

namespace SdpKit.Lipschitz.Tests.Formats;

/// <summary>Reads damaged files: each must end in a result or in an error of one line, soon, and without taking much more memory than the file.</summary>
internal static class DamagedFiles
{
    private const int Count = 5000;

    /// <summary>What reading takes besides a multiple of the file: buffers and messages.</summary>
    private const long AllowedBytes = 500_000;

    private static readonly TimeSpan AllowedTime = TimeSpan.FromSeconds(2);

    /// <summary>Reads 5000 files.</summary>
    /// <param name="damage">Makes a file.</param>
    /// <param name="read">Reads it, and returns what to assert of the result.</param>
    /// <param name="allowedBytes">What reading may take besides four times the file.</param>
    public static void EndWell(Func<Random, byte[]> damage, Func<byte[], Action> read, long allowedBytes = AllowedBytes)
    {
        var clock = ThreadTime.OfThisThread();
        int refused = 0;
        for (int seed = 0; seed < Count; seed++)
        {
            byte[] file = damage(new Random(seed));
            TimeSpan timeBefore = clock.Read();
            long bytesBefore = GC.GetAllocatedBytesForCurrentThread();
            Action check = () => { };
            try
            {
                check = read(file);
            }
            catch (Exception exception) when (exception is ProblemFormatException or CertificateFormatException)
            {
                refused++;
                Assert.Matches(@"\A\P{C}+\z", exception.Message);
            }
            catch (Exception exception)
            {
                Assert.Fail($"Seed {seed} gave {exception}\nfor\n{Encoding.Latin1.GetString(file)}");
            }

            long bytesTaken = GC.GetAllocatedBytesForCurrentThread() - bytesBefore;
            Assert.True(bytesTaken < allowedBytes + (4 * file.Length), $"Seed {seed} took {bytesTaken} bytes.");
            TimeSpan time = clock.Read() - timeBefore;
            Assert.True(time < AllowedTime, $"Seed {seed} took {time}.");
            check();
        }

        // Both ends are reached: the damage is neither harmless nor hopeless.
        Assert.InRange(refused, Count / 10, Count - 20);
    }
}
