using SdpKit.Cli;

return await Tool.RunWithSignalsAsync(args);
