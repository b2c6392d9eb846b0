using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz;
using SdpKit.Training.Gradients;
using SdpKit.Training.Optimizers;
using SdpKit.Training.Randomness;

namespace SdpKit.Training;

/// <summary>
/// Trains dense networks by mini-batches, in double precision on SdpKit's kernels. What an optimizer learns, and the state of the random order, go from one update to the next. The same
/// calls give the same bits on the same instruction set, for any number of threads. Not thread-safe.
/// </summary>
public sealed class Trainer : ILossUpdate, IDisposable
{
    /// <summary>The derivative is measured on at most this many points, from all parts of the data.</summary>
    private const int MeasuredPoints = 6000;

    private readonly Network _shape;
    private readonly TrainingSet _data;
    private readonly Loss _loss;
    private readonly TrainerOptions _options;
    private readonly KernelContext _context;
    private readonly BatchPass _pass;
    private readonly ParameterVector _parameters;
    private readonly ParameterVector _gradient;
    private readonly ParameterVector _anchor;
    private readonly Optimizer _optimizer;
    private readonly SpectralLimit? _limit;
    private readonly MersenneTwister _random;
    private readonly int[] _order;
    private readonly double[] _targets;
    private int _epochs;

    /// <summary>Initializes a trainer.</summary>
    /// <param name="shape">A network with the layers, activations and slopes of those to train.</param>
    /// <param name="data">The points.</param>
    /// <param name="loss">The loss.</param>
    /// <param name="options">The options; null for the defaults.</param>
    /// <exception cref="ArgumentException">The network has other numbers of inputs or outputs than the points.</exception>
    public Trainer(Network shape, TrainingSet data, Loss loss, TrainerOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(shape);
        ArgumentNullException.ThrowIfNull(data);
        ArgumentNullException.ThrowIfNull(loss);
        if (shape.InputSize != data.PointSize || shape.OutputSize != data.TargetSize)
        {
            throw new ArgumentException(
                $"The network has {shape.InputSize} inputs and {shape.OutputSize} outputs, but the points have {data.PointSize} values and {data.TargetSize} targets.", nameof(data));
        }

        (_shape, _data, _loss, _options) = (shape, data, loss, options ?? new TrainerOptions());
        _context = new KernelContext(_options.Threads, CancellationToken.None);
        int batch = Math.Min(_options.BatchSize, data.Count);
        _pass = new BatchPass(shape, batch, _context);
        (_parameters, _gradient, _anchor) = (new ParameterVector(shape.Sizes), new ParameterVector(shape.Sizes), new ParameterVector(shape.Sizes));
        _optimizer = Optimizer.Of(_options.Optimizer, _parameters.Values.Length);
        _limit = _options.SpectralBound is { } bound ? new SpectralLimit(shape, bound, _context) : null;
        _random = new MersenneTwister(_options.Seed);
        _order = [.. Enumerable.Range(0, data.Count)];
        _targets = new double[batch * data.TargetSize];
    }

    /// <inheritdoc/>
    /// <exception cref="ArgumentException">A network of the request has another shape than the trainer's.</exception>
    public LossUpdateResult Update(LossUpdateRequest request, IProgress<EpochReport>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        ThrowUnlessFitting(request.Start);
        ThrowUnlessFitting(request.Anchor ?? request.Start);
        _parameters.Load(request.Start);
        _anchor.Load(request.Anchor ?? request.Start);
        double[] good = [.. _parameters.Values];
        double goodLoss = double.NaN;
        TrainingStatus status = TrainingStatus.Completed;
        for (int epoch = 0; epoch < request.Epochs; epoch++)
        {
            double loss = RunEpoch(request, cancellationToken);
            status = cancellationToken.IsCancellationRequested ? TrainingStatus.Cancelled : double.IsFinite(loss) ? TrainingStatus.Completed : TrainingStatus.Diverged;
            if (status != TrainingStatus.Completed)
            {
                good.CopyTo(_parameters.Values);
                break;
            }

            _parameters.Values.CopyTo(good);
            goodLoss = loss;
            _epochs++;
            progress?.Report(new EpochReport(_epochs, loss));
        }

        return new LossUpdateResult(status, _parameters.ToNetwork(request.Start), goodLoss);
    }

    /// <inheritdoc/>
    /// <remarks>On all points, or 6000 of them.</remarks>
    /// <exception cref="ArgumentException">The network has another shape than the trainer's.</exception>
    public double MeasureGradient(Network network)
    {
        ArgumentNullException.ThrowIfNull(network);
        ThrowUnlessFitting(network);
        _parameters.Load(network);
        int total = Math.Min(MeasuredPoints, _data.Count);
        int[] points = [.. Enumerable.Range(0, total).Select(k => (int)((long)k * _data.Count / total))];
        var mean = new double[_gradient.Values.Length];
        for (int start = 0; start < total; start += _options.BatchSize)
        {
            int count = Math.Min(_options.BatchSize, total - start);
            EvaluateBatch(points.AsSpan(start, count));
            _pass.Backward(_parameters, count, _gradient);
            AddScaled((double)count / total, _gradient.Values, mean);
        }

        mean.CopyTo(_gradient.Values);
        double squares = 0.0;
        for (int l = 0; l < _gradient.LayerCount; l++)
        {
            foreach (double derivative in _gradient.Weights(l))
            {
                squares += derivative * derivative;
            }
        }

        return Math.Sqrt(squares);
    }

    /// <summary>Gets what goes from one update to the next, beside the network: another trainer that <see cref="Restore"/>s it continues with the same bits. After a cancelled or diverged update it is of no use.</summary>
    public TrainerState Save() => new()
    {
        Epochs = _epochs,
        Order = [.. _order],
        RandomState = _random.Save(),
        OptimizerState = _optimizer.Save(),
    };

    /// <summary>Takes the state of a trainer with the same shape, options and number of points.</summary>
    /// <param name="state">The state.</param>
    /// <exception cref="ArgumentException">It is that of another one.</exception>
    public void Restore(TrainerState state)
    {
        ArgumentNullException.ThrowIfNull(state);
        if (state.Epochs < 0 || state.Order.IsDefault || !state.Order.Order().SequenceEqual(Enumerable.Range(0, _data.Count)))
        {
            throw new ArgumentException($"The state has no order of {_data.Count} points.", nameof(state));
        }

        _random.Restore(state.RandomState);
        _optimizer.Restore(state.OptimizerState);
        state.Order.CopyTo(_order);
        _epochs = state.Epochs;
    }

    /// <summary>Ends the threads.</summary>
    public void Dispose() => _context.Dispose();

    /// <summary>Goes through all points once; the mean loss, not a number where it or a parameter was not finite.</summary>
    private double RunEpoch(LossUpdateRequest request, CancellationToken cancellationToken)
    {
        if (_options.Shuffles)
        {
            _random.Shuffle(_order);
        }

        double sum = 0.0;
        for (int start = 0; start < _order.Length && !cancellationToken.IsCancellationRequested; start += _options.BatchSize)
        {
            int count = Math.Min(_options.BatchSize, _order.Length - start);
            double loss = EvaluateBatch(_order.AsSpan(start, count));
            if (!double.IsFinite(loss))
            {
                return double.NaN;
            }

            sum += loss * count;
            _pass.Backward(_parameters, count, _gradient);
            AddPenalties(request);
            _optimizer.Step(_parameters.Values, _gradient.Values, request.LearningRateFactor * _options.LearningRate);
            if (!IsFinite(_parameters.Values))
            {
                return double.NaN;
            }

            _limit?.Apply(_parameters);
        }

        return sum / _order.Length;
    }

    /// <summary>Computes the mean loss of some points, and its derivative by the outputs.</summary>
    private double EvaluateBatch(ReadOnlySpan<int> points)
    {
        for (int i = 0; i < points.Length; i++)
        {
            _data.Point(points[i]).CopyTo(_pass.Inputs[(i * _data.PointSize)..]);
            _data.Target(points[i]).CopyTo(_targets.AsSpan(i * _data.TargetSize));
        }

        _pass.Forward(_parameters, points.Length);
        int length = points.Length * _data.TargetSize;
        return _loss.Evaluate(_pass.Outputs[..length], _targets.AsSpan(0, length), _data.TargetSize, _pass.OutputDerivative[..length]);
    }

    private void AddPenalties(LossUpdateRequest request)
    {
        if (_options.SquarePenalty > 0.0)
        {
            AddScaled(_options.SquarePenalty, _parameters.Values, _gradient.Values);
        }

        for (int l = 0; l < _parameters.LayerCount && request.Anchor is not null; l++)
        {
            AddScaled(request.AnchorWeight, _parameters.Weights(l), _gradient.Weights(l));
            AddScaled(-request.AnchorWeight, _anchor.Weights(l), _gradient.Weights(l));
        }
    }

    private static unsafe void AddScaled(double factor, ReadOnlySpan<double> x, Span<double> y)
    {
        fixed (double* from = x, to = y)
        {
            VectorOperations.AddScaled(factor, from, to, x.Length);
        }
    }

    private static unsafe bool IsFinite(ReadOnlySpan<double> x)
    {
        fixed (double* values = x)
        {
            return double.IsFinite(VectorOperations.MaxAbs(values, x.Length));
        }
    }

    private void ThrowUnlessFitting(Network network)
    {
        if (!network.Sizes.SequenceEqual(_shape.Sizes) || !network.Layers.Select(layer => layer.Activation).SequenceEqual(_shape.Layers.Select(layer => layer.Activation)))
        {
            throw new ArgumentException($"The trainer is for layers of {string.Join(", ", _shape.Sizes)}; the network has {string.Join(", ", network.Sizes)}, or other activations.", nameof(network));
        }
    }
}
