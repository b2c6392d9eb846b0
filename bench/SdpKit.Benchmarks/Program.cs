using BenchmarkDotNet.Running;
using SdpKit.Benchmarks.Families;
using SdpKit.Benchmarks.Gallery;
using SdpKit.Benchmarks.Kernels;
using SdpKit.Benchmarks.Lipschitz;
using SdpKit.Benchmarks.Performance;
using SdpKit.Benchmarks.Solving;
using SdpKit.Benchmarks.Training;

if (args is ["kernels", .. string[] options])
{
    KernelTable.Run(options);
}
else if (args is ["eigen", .. string[] eigenOptions])
{
    EigenTable.Run(eigenOptions);
}
else if (args is ["prepared", .. string[] files])
{
    PreparedTable.Run(files);
}
else if (args is ["models", .. string[] names])
{
    ModelTable.Run(names);
}
else if (args is ["sweep"])
{
    SweepTable.Run();
}
else if (args is ["gallery", string folder])
{
    GalleryPictures.Write(folder);
}
else if (args is ["lipschitz", .. string[] lipschitzOptions])
{
    ScalingTable.Run(lipschitzOptions);
}
else if (args is ["proofs", .. string[] proofs])
{
    ProofRun.Run(proofs);
}
else if (args is ["generate", .. string[] generated])
{
    FamilyFiles.Write(generated);
}
else if (args is ["performance", .. string[] results])
{
    PerformancePage.Write(results);
}
else if (args is ["training", .. string[] training])
{
    TrainingTables.Run(training);
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(KernelTable).Assembly).Run(args);
}
