using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Adds sum over k of weight_k a_k a_k', a_k the sparse rows of a matrix, to the lower triangle of a dense matrix.</summary>
/// <remarks>
/// The diagonal (linear programming) block of the Schur complement is of this form with y_k/x_k as weights, and so is A'GA. Column j takes from every row that
/// has variable j the part of the row from j on, so columns can be formed side by side and each place is summed in the same order always.
/// </remarks>
internal sealed unsafe class RowOuterProducts
{
    private readonly SparseRows _rows;
    private readonly int[] _columnStarts;
    private readonly int[] _columnRows;
    private readonly int[] _columnPlaces;
    private readonly double _work;

    public RowOuterProducts(SparseRows rows)
    {
        _rows = rows;
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

    /// <summary>Adds to the lower triangle.</summary>
    public void Accumulate(double* weights, MatrixView lower, SchurWorkspace workspace)
    {
        var task = new ColumnTask(this, weights, lower);
        workspace.Run(_rows.ColumnCount, _work, ref task);
    }

    private readonly struct ColumnTask(RowOuterProducts products, double* weights, MatrixView lower) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            double* column = lower.Column(index);
            for (int k = products._columnStarts[index]; k < products._columnStarts[index + 1]; k++)
            {
                int row = products._columnRows[k];
                ReadOnlySpan<int> columns = products._rows.Columns(row)[products._columnPlaces[k]..];
                ReadOnlySpan<double> values = products._rows.Values(row)[products._columnPlaces[k]..];
                double scale = weights[row] * values[0];
                for (int i = 0; i < columns.Length; i++)
                {
                    column[columns[i]] += scale * values[i];
                }
            }
        }
    }
}
