namespace SdpKit.Modeling.Translation;

/// <summary>Represents a multiple of a parameter that is added to one number of a problem.</summary>
/// <param name="Part">Which data.</param>
/// <param name="Index">The index in c or b, or the block of F_0.</param>
/// <param name="Row">The row in the block.</param>
/// <param name="Column">The column in the block.</param>
/// <param name="Parameter">The scalar parameter.</param>
/// <param name="Value">What multiplies it.</param>
internal readonly record struct ParametricNumber(DataPart Part, int Index, int Row, int Column, int Parameter, double Value);
