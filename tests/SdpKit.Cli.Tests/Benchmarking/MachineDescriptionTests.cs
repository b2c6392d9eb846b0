using System.Text;
using SdpKit.Cli.Benchmarking;

namespace SdpKit.Cli.Tests.Benchmarking;

public sealed class MachineDescriptionTests
{
    [Fact]
    public void The_processor_is_the_first_model_name() =>
        Assert.Equal("AMD EPYC: a model", MachineDescription.ParseProcessor("processor\t: 0\nmodel name\t: AMD EPYC: a model\nflags\t: fpu\nprocessor\t: 1\nmodel name\t: other\n"));

    [Fact]
    public void A_text_without_a_model_still_names_the_architecture() => Assert.NotEmpty(MachineDescription.ParseProcessor("Features : fp asimd\n"));

    [Fact]
    public void Linked_libraries_are_the_paths_behind_the_arrows()
    {
        const string Output = "\tlinux-vdso.so.1 (0x00007ffd)\n\tlibblas.so.3 => /lib/libblas.so.3 (0x00007f15)\n\tlibx.so => not found\n\t/lib64/ld-linux-x86-64.so.2 (0x00007f15)\n";
        Assert.Equal(["/lib/libblas.so.3"], BlasLibrary.ParseLinkedLibraries(Output));
    }

    [Theory]
    [InlineData("..OpenBLAS : munmap..OpenBLAS 0.3.21 NO_LAPACKE DYNAMIC_ARCH.SINGLE_THREADED..", "OpenBLAS 0.3.21, single-threaded")]
    [InlineData("..OpenBLAS 0.3.26 DYNAMIC_ARCH MAX_THREADS=64", "OpenBLAS 0.3.26")]
    [InlineData("OpenBLAS ", "")]
    [InlineData("no such thing", "")]
    public void An_embedded_OpenBLAS_is_found_by_its_version(string program, string expected) =>
        Assert.Equal(expected, BlasLibrary.OpenBlasVersion(Encoding.ASCII.GetBytes(program)));
}
