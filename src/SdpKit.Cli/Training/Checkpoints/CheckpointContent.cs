using SdpKit.Lipschitz.Certificates;
using SdpKit.Training;

namespace SdpKit.Cli.Training.Checkpoints;

/// <summary>Writes the state of a training as bytes and reads it back the same, part by part in one order.</summary>
internal static class CheckpointContent
{
    public static void Write(BinaryWriter writer, TrainingState state)
    {
        writer.Write(state.Arguments, writer.Write);
        writer.Write(state.DataDigest);
        Write(writer, state.Scaling.Inputs);
        Write(writer, state.Scaling.Targets);
        writer.Write(state.Network);
        writer.Write(state.PlainIterations);
        writer.Write(state.Steps, step => Write(writer, step));
        writer.Write(state.Trainer is not null);
        if (state.Trainer is { } trainer)
        {
            Write(writer, trainer);
        }

        writer.Write(state.Lipschitz is not null);
        if (state.Lipschitz is { } lipschitz)
        {
            Write(writer, lipschitz);
        }
    }

    public static TrainingState Read(BinaryReader reader) => new()
    {
        Arguments = reader.ReadArray(reader.ReadString),
        DataDigest = reader.ReadString(),
        Scaling = new DataScaling(ReadStandardization(reader), ReadStandardization(reader)),
        Network = reader.ReadNetwork(),
        PlainIterations = reader.ReadInt32(),
        Steps = reader.ReadArray(() => ReadStep(reader)),
        Trainer = reader.ReadBoolean() ? ReadTrainer(reader) : null,
        Lipschitz = reader.ReadBoolean() ? ReadLipschitz(reader) : null,
    };

    private static void Write(BinaryWriter writer, Standardization? standardization)
    {
        writer.Write(standardization is not null);
        if (standardization is not null)
        {
            writer.Write(standardization.Means, writer.Write);
            writer.Write(standardization.Factor);
        }
    }

    private static Standardization? ReadStandardization(BinaryReader reader) => reader.ReadBoolean() ? new Standardization(reader.ReadArray(reader.ReadDouble), reader.ReadDouble()) : null;

    private static void Write(BinaryWriter writer, TrainingStep step)
    {
        writer.Write(step.IsStart);
        writer.Write(step.Iteration);
        writer.Write(step.Epoch);
        writer.Write(step.Loss);
        writer.Write(step.Score);
        writer.Write(step.Bound);
        writer.Write(step.PrimalResidual);
        writer.Write(step.DualResidual);
        writer.Write(step.Seconds);
    }

    private static TrainingStep ReadStep(BinaryReader reader) => new(
        reader.ReadBoolean(),
        reader.ReadInt32(),
        reader.ReadInt32(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble(),
        reader.ReadDouble());

    private static void Write(BinaryWriter writer, TrainerState state)
    {
        writer.Write(state.Epochs);
        writer.Write(state.Order, writer.Write);
        writer.Write(state.RandomState, writer.Write);
        writer.Write(state.OptimizerState, writer.Write);
    }

    private static TrainerState ReadTrainer(BinaryReader reader) => new()
    {
        Epochs = reader.ReadInt32(),
        Order = reader.ReadArray(reader.ReadInt32),
        RandomState = reader.ReadArray(reader.ReadUInt32),
        OptimizerState = reader.ReadArray(reader.ReadDouble),
    };

    private static void Write(BinaryWriter writer, LipschitzTrainingState state)
    {
        writer.Write(state.Iteration);
        writer.Write(state.Trained);
        writer.Write(state.Certified);
        writer.WriteBytes(stream => CertificateWriter.Write(state.Certificate, stream));
        writer.Write(state.Multipliers, layer => writer.Write(layer, writer.Write));
        writer.Write(state.Duals, layer => writer.Write(layer, writer.Write));
        writer.Write(state.Penalty);
    }

    private static LipschitzTrainingState ReadLipschitz(BinaryReader reader) => new()
    {
        Iteration = reader.ReadInt32(),
        Trained = reader.ReadNetwork(),
        Certified = reader.ReadNetwork(),
        Certificate = CertificateReader.Read(reader.ReadBytes()),
        Multipliers = reader.ReadArray(() => reader.ReadArray(reader.ReadDouble)),
        Duals = reader.ReadArray(() => reader.ReadArray(reader.ReadDouble)),
        Penalty = reader.ReadDouble(),
    };
}
