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

    [Fact]
    public void A_verbose_OpenBLAS_states_the_processor_of_its_kernels()
    {
        Assert.Equal("Haswell", BlasLibrary.ParseKernels("Core: Haswell\nCore: Haswell\n"));
        Assert.Null(BlasLibrary.ParseKernels("Usage: Core\n"));
    }
}
