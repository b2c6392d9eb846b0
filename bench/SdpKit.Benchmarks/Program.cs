using BenchmarkDotNet.Running;
using SdpKit.Benchmarks.Kernels;

if (args is ["kernels", .. string[] options])
{
    KernelTable.Run(options);
}
else if (args is ["eigen", .. string[] eigenOptions])
{
    EigenTable.Run(eigenOptions);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(KernelTable).Assembly).Run(args);
}
