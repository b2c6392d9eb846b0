namespace SdpKit.LinearAlgebra.Sparse;

/// <summary>Says that rows <paramref name="Begin"/> up to <paramref name="End"/> (exclusive) of the panel of <paramref name="Source"/> are columns of a later panel.</summary>
internal readonly record struct PanelUpdate(int Source, int Begin, int End);
