using SdpKit.LinearAlgebra;
using SdpKit.Lipschitz.Matrices;

namespace SdpKit.Lipschitz.Structured;

/// <summary>Forms H_kl = &lt;F_k, Q F_l Y>, Q = Z^-1, of rho (first) and all neurons from their products, with level-3 work only for the products.</summary>
/// <remarks>
/// <code>
/// H_kl = ((q_k'Q p_l)(p_k'Y q_l) + (q_k'Q q_l)(p_k'Y p_l) + (p_k'Q p_l)(q_k'Y q_l) + (p_k'Q q_l)(q_k'Y p_l)) / 4
/// H_0k = ((Q p_k)'(Y q_k) + (Q q_k)'(Y p_k)) / 2 over the input's rows,    H_00 = &lt;Q, Y> over the input's block
/// </code>
/// </remarks>
internal sealed unsafe class SchurMatrix(ScaledConstraint constraint)
{
    /// <summary>Gets H, lower triangle.</summary>
    public DenseMatrix Matrix { get; } = new(1 + constraint.NeuronCount, 1 + constraint.NeuronCount);

    public void Form(NeuronProducts inverse, NeuronProducts dual, KernelContext context)
    {
        int count = constraint.NeuronCount;
        var task = new ColumnTask(this, inverse, dual, constraint);
        context.Run(count, 20.0 * count * count, ref task);
        FormRho(inverse, dual);
    }

    private void FormRho(NeuronProducts inverse, NeuronProducts dual)
    {
        int input = constraint.InputOrder;
        double squares = 0.0;
        for (int j = 0; j < input; j++)
        {
            squares += VectorSums.Dot(inverse.Matrix.Column(j)[..input], dual.Matrix.Column(j)[..input]);
        }

        Matrix[0, 0] = squares;
        for (int k = 0; k < constraint.NeuronCount; k++)
        {
            ReadOnlySpan<double> q = inverse.Matrix.Column(input + k)[..input];
            ReadOnlySpan<double> qv = inverse.Products.Column(k)[..input];
            ReadOnlySpan<double> y = dual.Matrix.Column(input + k)[..input];
            ReadOnlySpan<double> yv = dual.Products.Column(k)[..input];
            (double a, double b) = (constraint.Least[k], constraint.Largest[k]);

            // ((q - a qv)(y - b yv) + (q - b qv)(y - a yv)) / 2
            Matrix[k + 1, 0] = VectorSums.Dot(q, y) - (0.5 * (a + b) * (VectorSums.Dot(qv, y) + VectorSums.Dot(q, yv))) + (a * b * VectorSums.Dot(qv, yv));
        }
    }

    /// <summary>Computes the column of one neuron from the diagonal down.</summary>
    private readonly struct ColumnTask(SchurMatrix schur, NeuronProducts inverse, NeuronProducts dual, ScaledConstraint constraint) : ITeamTask
    {
        public void Execute(int index, int worker)
        {
            int input = constraint.InputOrder;
            (double least, double largest) = (constraint.Least[index], constraint.Largest[index]);
            ReadOnlySpan<double> q = inverse.Matrix.Column(input + index)[input..];
            ReadOnlySpan<double> qv = inverse.Products.Column(index)[input..];
            ReadOnlySpan<double> vqv = inverse.Gram.Column(index);
            ReadOnlySpan<double> y = dual.Matrix.Column(input + index)[input..];
            ReadOnlySpan<double> yv = dual.Products.Column(index)[input..];
            ReadOnlySpan<double> vyv = dual.Gram.Column(index);
            double* vq = inverse.Products.View.At(input + index, 0);
            double* vy = dual.Products.View.At(input + index, 0);
            nint stride = inverse.Products.Rows;
            Span<double> column = schur.Matrix.Column(index + 1)[1..];
            for (int k = index; k < column.Length; k++)
            {
                (double a, double b) = (constraint.Least[k], constraint.Largest[k]);
                Forms forms = new(q[k], qv[k], vq[k * stride], vqv[k], a, b, least, largest);
                Forms duals = new(y[k], yv[k], vy[k * stride], vyv[k], a, b, least, largest);
                column[k] = 0.25 * ((forms.QP * duals.PQ) + (forms.QQ * duals.PP) + (forms.PP * duals.QQ) + (forms.PQ * duals.QP));
            }
        }

        /// <summary>The four forms p'Bp, p'Bq, q'Bp, q'Bq of a pair of neurons.</summary>
        private readonly ref struct Forms(double own, double right, double left, double both, double a, double b, double least, double largest)
        {
            public double PP { get; } = own - (least * right) - (a * (left - (least * both)));

            public double PQ { get; } = own - (largest * right) - (a * (left - (largest * both)));

            public double QP { get; } = own - (least * right) - (b * (left - (least * both)));

            public double QQ { get; } = own - (largest * right) - (b * (left - (largest * both)));
        }
    }
}
