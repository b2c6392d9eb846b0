using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling.Translation;

/// <summary>Says where in Y the scalars of a variable are: V = (Y - C) / s on a part of a block that holds s V + C. Immutable.</summary>
/// <param name="View">The variable as it stands in the block.</param>
/// <param name="Block">The block.</param>
/// <param name="FirstRow">The row of Y that the first row of V is in.</param>
/// <param name="FirstColumn">The column of Y that its first column is in.</param>
/// <param name="Scale">s.</param>
/// <param name="Rows">The row of Y, a scalar each.</param>
/// <param name="Columns">The column of Y, a scalar each.</param>
/// <param name="Constants">C, a scalar each.</param>
internal sealed record Owner(VariableView View, int Block, int FirstRow, int FirstColumn, double Scale, int[] Rows, int[] Columns, double[] Constants);
