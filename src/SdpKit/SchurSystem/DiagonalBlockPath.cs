using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the part of the Schur complement that belongs to the diagonal (linear programming) block.</summary>
/// <remarks>
/// With a_k the row of the coefficients of diagonal entry k, <c>H += sum_k (y_k/x_k) a_k a_k'</c>. Column j of the lower triangle takes from every row
/// that has variable j the part of the row from j on, so columns can be formed side by side and each place is summed in the same order always.
/// </remarks>
internal sealed unsafe class DiagonalBlockPath
{
    private readonly SparseRows _rows;
    private readonly int[] _positions;
    private readonly int[] _columnStarts;
    private readonly int[] _columnRows;
    private readonly int[] _columnPlaces;
    private readonly double _work;

    /// <param name="rows">The coefficients, a row for every diagonal entry and a column for every term of the block.</param>
    /// <param name="positions">The row of H of every term, ascending.</param>
    public DiagonalBlockPath(SparseRows rows, int[] positions)
    {
        _rows = rows;
        _positions = positions;
        _columnStarts = new int[rows.ColumnCount + 1];
        for (int row = 0; row < rows.RowCount; row++)
        {
            _work += (double)rows.Columns(row).Length * rows.Columns(row).Length;
            foreach (int column in rows.Columns(row))
            {
                _columnStarts[column + 1]++;
            }
        }

        for (int column = 0; column < rows.ColumnCount; column++)
        {
            _columnStarts[column + 1] += _columnStarts[column];
        }

        _columnRows = new int[rows.EntryCount];
        _columnPlaces = new int[rows.EntryCount];
        int[] next = [.. _columnStarts];
        for (int row = 0; row < rows.RowCount; row++)
        {
            ReadOnlySpan<int> columns = rows.Columns(row);
            for (int place = 0; place < columns.Length; place++)
            {
                int k = next[columns[place]]++;
                _columnRows[k] = row;
                _columnPlaces[k] = place;
            }
        }
    }

    /// <summary>Adds to the lower triangle of H.</summary>
    /// <param name="ratio">y_k/x_k for every diagonal entry.</param>
    /// <param name="lower">H, or the local matrix of the block where H is sparse.</param>
    /// <param name="workspace">The shared workspace.</param>
    public void Accumulate(double* ratio, MatrixView lower, SchurWorkspace workspace)
    {
        var task = new ColumnTask(this, ratio, lower, workspace);
        workspace.Run(_rows.ColumnCount, _work, ref task);
    }

    private readonly struct ColumnTask(DiagonalBlockPath path, double* ratio, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            workspace.Context.ThrowIfCancelled();
            double* column = lower.Column(path._positions[index]);
            for (int k = path._columnStarts[index]; k < path._columnStarts[index + 1]; k++)
            {
                int row = path._columnRows[k];
                ReadOnlySpan<int> columns = path._rows.Columns(row)[path._columnPlaces[k]..];
                ReadOnlySpan<double> values = path._rows.Values(row)[path._columnPlaces[k]..];
                double scale = ratio[row] * values[0];
                for (int i = 0; i < columns.Length; i++)
                {
                    column[path._positions[columns[i]]] += scale * values[i];
                }
            }
        }
    }
}
