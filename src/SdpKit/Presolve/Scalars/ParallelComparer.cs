namespace SdpKit.Presolve.Scalars;

/// <summary>Takes scalar constraints as equal when the left-hand side of one is that of the other or its negative.</summary>
internal sealed class ParallelComparer : IEqualityComparer<ScalarRow>
{
    /// <inheritdoc/>
    public bool Equals(ScalarRow? x, ScalarRow? y)
    {
        if (x is null || y is null)
        {
            return ReferenceEquals(x, y);
        }

        double sign = x.Sign * y.Sign;
        return x.Variables.AsSpan().SequenceEqual(y.Variables) && x.Values.Zip(y.Values).All(pair => pair.First == sign * pair.Second);
    }

    /// <inheritdoc/>
    public int GetHashCode(ScalarRow obj)
    {
        var hash = default(HashCode);
        for (int k = 0; k < obj.Variables.Length; k++)
        {
            hash.Add(obj.Variables[k]);
            hash.Add(obj.Sign * obj.Values[k]);
        }

        return hash.ToHashCode();
    }
}
