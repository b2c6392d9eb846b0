using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Forms the pairs of terms that are split over hubs with each other and with the terms after them.</summary>
/// <remarks>
/// With F_i the sum over its parts r of scale (e_h w' + w e_h') (h the hub, w a column of W or a unit vector), and F_j the sum over its hubs g of e_g v' + v e_g':
/// <code>
/// H_ij = sum over r, g of scale { P_hg (w'Qv) + Q_hg (w'Pv) + (Pv)_h (Qw)_g + (Qv)_h (Pw)_g }
/// C = F_j's T + T' = sum over g of P_g (Qv)' + (Pv) Q_g' and its transpose, looked up at the entries of a later term
/// </code>
/// For a hub of F_j this is a dot product of four numbers that depend on h and four that depend on w, so a pair of matrices costs a few such products
/// however many entries it has.
/// </remarks>
internal sealed unsafe class HubPath : ISchurPath, IDisposable
{
    private readonly SparseTerms _terms;
    private readonly HubFactors _factors;
    private readonly int[] _positions;
    private readonly AlignedBuffer _tables;

    /// <param name="terms">All sparse terms of the block.</param>
    /// <param name="factors">Those that are split.</param>
    /// <param name="positions">The row of H of every sparse term.</param>
    public HubPath(SparseTerms terms, HubFactors factors, int[] positions)
    {
        _terms = terms;
        _positions = positions;
        _factors = factors;
        nint order = terms.Order;
        nint vectors = factors.VectorCount;
        _tables = new AlignedBuffer((5 * order * vectors) + (2 * vectors * vectors));
        Factor = new MatrixView(_tables.Data, terms.Order, factors.VectorCount, order);
        for (int k = 0; k < factors.VectorCount; k++)
        {
            factors.Columns[k].CopyTo(new Span<double>(Factor.Column(k), terms.Order));
        }

        InverseProduct = new MatrixView(Factor.Column(factors.VectorCount), terms.Order, factors.VectorCount, order);
        DualProduct = new MatrixView(InverseProduct.Column(factors.VectorCount), terms.Order, factors.VectorCount, order);
        InverseRows = new MatrixView(DualProduct.Column(factors.VectorCount), factors.VectorCount, terms.Order, vectors);
        DualRows = new MatrixView(InverseRows.Column(terms.Order), factors.VectorCount, terms.Order, vectors);
        InverseGram = new MatrixView(DualRows.Column(terms.Order), factors.VectorCount, factors.VectorCount, vectors);
        DualGram = new MatrixView(InverseGram.Column(factors.VectorCount), factors.VectorCount, factors.VectorCount, vectors);
    }

    public long ScratchLength => _terms.Count + HubTables.Length(_terms.Order, _factors.VectorCount) + _factors.PartCount;

    /// <summary>Gets W.</summary>
    private MatrixView Factor { get; }

    /// <summary>Gets PW.</summary>
    private MatrixView InverseProduct { get; }

    /// <summary>Gets QW.</summary>
    private MatrixView DualProduct { get; }

    /// <summary>Gets the transpose of PW.</summary>
    private MatrixView InverseRows { get; }

    /// <summary>Gets the transpose of QW.</summary>
    private MatrixView DualRows { get; }

    /// <summary>Gets W'PW, both triangles.</summary>
    private MatrixView InverseGram { get; }

    /// <summary>Gets W'QW, both triangles.</summary>
    private MatrixView DualGram { get; }

    public void Accumulate(MatrixView primalInverse, MatrixView dual, MatrixView lower, SchurWorkspace workspace)
    {
        FillTables(primalInverse, InverseProduct, InverseGram, workspace.Context);
        FillTables(dual, DualProduct, DualGram, workspace.Context);
        var transposition = new TransposeTask(this);
        workspace.Run(_terms.Order, 2.0 * _terms.Order * _factors.VectorCount, ref transposition);
        var rows = new RowTask(this, primalInverse, dual, lower, workspace);
        workspace.Run(_factors.Range.Length, (double)_factors.PartCount * _factors.PartCount, ref rows);
    }

    public void Dispose() => _tables.Dispose();

    private void FillTables(MatrixView matrix, MatrixView product, MatrixView gram, KernelContext context)
    {
        MatrixProduct.Multiply(1.0, matrix, transposeA: false, Factor, transposeB: false, 0.0, product, context);
        SymmetricProduct.MultiplyLower(1.0, Factor, transposeA: true, product, transposeB: false, 0.0, gram, context);
        Symmetrization.MirrorLower(gram, context);
    }

    /// <summary>Fills the tables for the parts from <paramref name="first"/> up to <paramref name="end"/>, which have one hub.</summary>
    private void FillTables(int first, int end, MatrixView p, MatrixView q, HubTables tables)
    {
        tables.Clear();
        for (int s = first; s < end; s++)
        {
            double scale = _factors.Scales[s];
            int vector = _factors.Vectors[s];
            int unit = vector - _factors.VectorCount;
            tables.AddVector(
                scale,
                unit < 0 ? InverseProduct.Column(vector) : p.Column(unit),
                unit < 0 ? DualProduct.Column(vector) : q.Column(unit),
                unit < 0 ? InverseGram.Column(vector) : InverseRows.Column(unit),
                unit < 0 ? DualGram.Column(vector) : DualRows.Column(unit));
        }

        int hub = _factors.Hubs[first];
        tables.Interleave(p.Column(hub), q.Column(hub), InverseRows.Column(hub), DualRows.Column(hub));
    }

    /// <summary>Adds the pairs with the split terms from the row of the term itself on.</summary>
    private void AddPairs(int term, HubTables tables, double* dots, double* values)
    {
        fixed (int* starts = _factors.Starts, hubs = _factors.Hubs, vectors = _factors.Vectors)
        fixed (double* scales = _factors.Scales)
        {
            int first = starts[term];
            RecordDots.DotFour(tables.OfHub, tables.OfVector, hubs + first, vectors + first, scales + first, dots, _factors.PartCount - first);
            for (int i = term; i < _factors.Range.Length; i++)
            {
                double sum = 0.0;
                for (int r = starts[i]; r < starts[i + 1]; r++)
                {
                    sum += dots[r - first];
                }

                values[i - term] += sum;
            }
        }
    }

    /// <summary>Adds the pairs with the terms after the split ones.</summary>
    private void AddLater(double* pHub, double* qHub, double* pVector, double* qVector, double* values)
    {
        int end = _factors.Range.End;
        fixed (int* starts = _terms.Starts, rows = _terms.Rows, columns = _terms.Columns)
        fixed (double* weights = _terms.Weights)
        {
            for (int i = end; i < _terms.Count; i++)
            {
                double sum = 0.0;
                for (int k = starts[i]; k < starts[i + 1]; k++)
                {
                    int a = rows[k];
                    int b = columns[k];
                    sum += weights[k] * ((pHub[a] * qVector[b]) + (qVector[a] * pHub[b]) + (pVector[a] * qHub[b]) + (qHub[a] * pVector[b]));
                }

                values[i - end] += sum;
            }
        }
    }

    private readonly struct TransposeTask(HubPath path) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            CopyRow(path.InverseProduct, index, path.InverseRows.Column(index));
            CopyRow(path.DualProduct, index, path.DualRows.Column(index));
        }

        private static void CopyRow(MatrixView matrix, int row, double* destination)
        {
            for (int column = 0; column < matrix.Columns; column++)
            {
                destination[column] = *matrix.At(row, column);
            }
        }
    }

    private readonly struct RowTask(HubPath path, MatrixView p, MatrixView q, MatrixView lower, SchurWorkspace workspace) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            HubFactors factors = path._factors;
            int term = factors.Range.First + index;
            double* values = workspace.Scratch(worker);
            var tables = new HubTables(values + path._terms.Count, path._terms.Order, factors.VectorCount);
            new Span<double>(values, path._terms.Count - term).Clear();
            int end;
            for (int s = factors.Starts[index]; s < factors.Starts[index + 1]; s = end)
            {
                int hub = factors.Hubs[s];
                end = s + 1;
                while (end < factors.Starts[index + 1] && factors.Hubs[end] == hub)
                {
                    end++;
                }

                path.FillTables(s, end, p, q, tables);
                path.AddPairs(index, tables, tables.End, values);
                path.AddLater(p.Column(hub), q.Column(hub), tables.InverseImage, tables.DualImage, values + (factors.Range.Length - index));
            }

            SchurRow.Add(lower, path._positions, path._positions[term], term, values);
        }
    }
}
