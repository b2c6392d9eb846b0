using BenchmarkDotNet.Running;
using SdpKit.Benchmarks.Kernels;

if (args is ["kernels", .. string[] options])
{
    KernelTable.Run(options);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(KernelTable).Assembly).Run(args);
}
