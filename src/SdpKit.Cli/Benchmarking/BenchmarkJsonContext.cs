using System.Text.Json.Serialization;

namespace SdpKit.Cli.Benchmarking;

/// <summary>Serializes the rows of the results file without reflection, so that the tool can be compiled ahead of time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    UseStringEnumConverter = true,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MeasuredRun))]
internal sealed partial class BenchmarkJsonContext : JsonSerializerContext;
