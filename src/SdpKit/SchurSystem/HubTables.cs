using SdpKit.LinearAlgebra;

namespace SdpKit.SchurSystem;

/// <summary>Lays out in a worker's scratch memory what <see cref="HubPath"/> needs for one hub g of a term and the vector v that goes with it.</summary>
internal readonly unsafe struct HubTables
{
    private readonly int _order;
    private readonly int _vectorCount;
    private readonly double* _memory;

    public HubTables(double* memory, int order, int vectorCount)
    {
        _memory = memory;
        _order = order;
        _vectorCount = vectorCount;
    }

    /// <summary>Gets Pv.</summary>
    public double* InverseImage => _memory;

    /// <summary>Gets Qv.</summary>
    public double* DualImage => InverseImage + _order;

    /// <summary>Gets the records that depend on the other hub.</summary>
    public double* OfHub => DualGram + _vectorCount;

    /// <summary>Gets the records that depend on the other vector, those of the unit vectors last.</summary>
    public double* OfVector => OfHub + (RecordDots.Lanes * (nint)_order);

    public double* End => OfVector + (RecordDots.Lanes * ((nint)_order + _vectorCount));

    private double* InverseGram => DualImage + _order;

    private double* DualGram => InverseGram + _vectorCount;

    public static long Length(int order, int vectorCount) => (2L * order) + (2L * vectorCount) + (RecordDots.Lanes * ((2L * order) + vectorCount));

    /// <summary>Sets v to zero.</summary>
    public void Clear() => new Span<double>(_memory, 2 * (_order + _vectorCount)).Clear();

    /// <summary>Adds a multiple of a vector u to v, given Pu, Qu, W'Pu and W'Qu.</summary>
    public void AddVector(double scale, double* inverseImage, double* dualImage, double* inverseGram, double* dualGram)
    {
        VectorOperations.AddScaled(scale, inverseImage, InverseImage, _order);
        VectorOperations.AddScaled(scale, dualImage, DualImage, _order);
        VectorOperations.AddScaled(scale, inverseGram, InverseGram, _vectorCount);
        VectorOperations.AddScaled(scale, dualGram, DualGram, _vectorCount);
    }

    /// <summary>Writes the records, given the columns g of P and Q and the rows g of PW and QW.</summary>
    public void Interleave(double* inverse, double* dual, double* inverseRow, double* dualRow)
    {
        Write(inverse, dual, InverseImage, DualImage, OfHub, _order);
        Write(DualGram, InverseGram, dualRow, inverseRow, OfVector, _vectorCount);
        Write(DualImage, InverseImage, dual, inverse, OfVector + (RecordDots.Lanes * (nint)_vectorCount), _order);
    }

    private static void Write(double* first, double* second, double* third, double* fourth, double* records, int count)
    {
        for (int k = 0; k < count; k++, records += RecordDots.Lanes)
        {
            records[0] = first[k];
            records[1] = second[k];
            records[2] = third[k];
            records[3] = fourth[k];
        }
    }
}
