using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Training.Projection;

/// <summary>Represents the weights V of a Lipschitz update, with fewer inputs where that is exact, and finds the nearest weights for any bound. For one call at a time.</summary>
internal sealed class UpdateProblem
{
    private readonly Network _network;
    private readonly double[][] _multipliers;
    private readonly double[][] _slopes;
    private readonly int[] _sizes;
    private readonly OrthogonalReduction _reduction;
    private readonly NormBallProjection _projection;
    private readonly DenseMatrix _target;
    private readonly DenseMatrix _weights;
    private readonly LipschitzUpdateOptions _options;
    private readonly KernelContext _context;

    /// <param name="network">The network with the weights V and slopes [0, beta].</param>
    /// <param name="multipliers">T, positive.</param>
    /// <param name="options">The limit of iterations.</param>
    /// <param name="context">Threads and cancellation.</param>
    public UpdateProblem(Network network, double[][] multipliers, LipschitzUpdateOptions options, KernelContext context)
    {
        (_network, _multipliers, _options, _context) = (network, multipliers, options, context);
        _slopes = [.. network.Layers[..^1].Select(layer => layer.Slopes.Select(range => range.Maximum).ToArray())];
        Targets = WeightMatrices.Of(network);
        _reduction = new OrthogonalReduction(Targets[0]);
        Targets[0] = _reduction.Reduced;
        _sizes = [Targets[0].Columns, .. Targets.Select(matrix => matrix.Rows)];
        NormBallCoordinates shape = Coordinates(rho: 1.0);
        _projection = new NormBallProjection(shape.Rows, shape.Columns, context);
        (_target, _weights) = (new DenseMatrix(shape.Rows, shape.Columns), new DenseMatrix(shape.Rows, shape.Columns));
    }

    /// <summary>Gets V, reduced.</summary>
    public DenseMatrix[] Targets { get; }

    /// <summary>Finds the weights nearest to V that hold a bound, sqrt(rho), to a relative violation of the optimality conditions.</summary>
    public ProjectedWeights Project(double rho, double tolerance)
    {
        NormBallCoordinates coordinates = Coordinates(rho);
        coordinates.Fill(_target, (l, k, j, scale) => scale * Targets[l][k, j]);
        coordinates.Fill(_weights, (_, _, _, scale) => 1.0 / (scale * scale));
        _projection.Project(_target, _weights, tolerance, _options.MaxIterations);
        return _projection.Iterations == 0
            ? new ProjectedWeights(Targets, 0, 0.0)
            : new ProjectedWeights(coordinates.WeightsOf(_projection.Answer), _projection.Iterations, _projection.KktResidual);
    }

    /// <summary>Makes the network with projected weights; the network itself where nothing had to move.</summary>
    public Network Restore(ProjectedWeights point) => point.Iterations == 0
        ? _network
        : WeightMatrices.Replace(_network, [_reduction.Restore(point.Weights[0], _context), .. point.Weights[1..]]);

    private NormBallCoordinates Coordinates(double rho) => new(_sizes, _multipliers, _slopes, rho);
}
