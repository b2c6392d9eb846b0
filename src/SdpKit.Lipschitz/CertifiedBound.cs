using System.Collections.Immutable;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Lipschitz;

/// <summary>Represents the answer of a certification: |f(x) - f(y)| &lt;= Bound |x - y| in Euclidean norms, where it is proved. Immutable and thread-safe.</summary>
public sealed record CertifiedBound
{
    /// <summary>Gets the proved bound; null where the proof failed.</summary>
    public double? Bound => Certificate?.Bound;

    /// <summary>Gets a value indicating whether the bound is proved.</summary>
    public bool Verified => Certificate is not null;

    /// <summary>Gets the bound as computed, before the proof: an estimate only; NaN where the computation broke down.</summary>
    public required double Estimate { get; init; }

    /// <summary>Gets how the bound was found: by the method that was asked for, or as the product bound where that was proved, too, and is less.</summary>
    public required LipschitzMethod Method { get; init; }

    /// <summary>
    /// Gets how the solve ended: <see cref="SolveStatus.Optimal"/> where <see cref="Estimate"/> is the method's value, to a relative gap of 1e-8 in rho, as always for a closed form;
    /// <see cref="SolveStatus.NearOptimal"/> to 1e-5; <see cref="SolveStatus.IterationLimit"/>, <see cref="SolveStatus.TimeLimit"/> or <see cref="SolveStatus.Stalled"/> where it is the best point of a solve that ended before;
    /// <see cref="SolveStatus.NumericalFailure"/> where weights or slopes are so unlike in size that there is none. The
    /// worst of all solves where there was more than one. A proof holds whatever it is.
    /// </summary>
    public required SolveStatus Status { get; init; }

    /// <summary>Gets the certificate of the bound; null where the proof failed.</summary>
    public LipschitzCertificate? Certificate { get; init; }

    /// <summary>Gets the product of the layers' spectral norms and largest slopes, proved; null where that proof failed or was not asked for.</summary>
    public double? ProductBound { get; init; }

    /// <summary>Gets a proved lower bound, the norm of the Jacobian at <see cref="LowerBoundPoint"/>, rounded down; null where none was looked for or found, or where the bound assumes less than all slopes of an activation.</summary>
    public double? LowerBound { get; init; }

    /// <summary>Gets the point of the lower bound; empty where there is none.</summary>
    public ImmutableArray<double> LowerBoundPoint { get; init; } = [];

    /// <summary>Gets the largest norm found of a product of the weights with any slopes between: no bound that knows weights and slopes only can be below it. It may exceed the Lipschitz constant.</summary>
    public double? PatternBound { get; init; }

    /// <summary>Gets the largest relative gap between primal and dual objective of the solves, in rho; 0 where nothing was solved.</summary>
    public double RelativeGap { get; init; }

    /// <summary>Gets the time the whole took.</summary>
    public TimeSpan Elapsed { get; init; }

    /// <summary>Gets how much of <see cref="Elapsed"/> went into proofs.</summary>
    public TimeSpan ProofTime { get; init; }
}
