using SdpKit.Modeling.Terms;

namespace SdpKit.Modeling;

/// <summary>Represents a variable of a model, as the expression that is the variable itself; <see cref="SdpModel"/> makes them. Immutable and thread-safe.</summary>
public sealed class Variable : AffineExpression
{
    internal Variable(SdpModel model, string name, VariableView view)
        : this(model, name, view, SparseAlgebra.Identity(view.Rows))
    {
    }

    private Variable(SdpModel model, string name, VariableView view, HypersparseRows identity)
        : base(
            model,
            SparseAlgebra.Zero(view.Rows, view.Columns),
            [new ProductTerm(1.0, identity, view, view.Rows == view.Columns ? identity : SparseAlgebra.Identity(view.Columns))])
    {
        Name = name;
        View = view;
    }

    /// <summary>Gets the name.</summary>
    public string Name { get; }

    internal VariableView View { get; }

    /// <inheritdoc/>
    public override string ToString() => $"{Name}, {View.Kind switch { ViewKind.Symmetric => "symmetric ", ViewKind.Diagonal => "diagonal ", _ => string.Empty }}{Shape} variable";
}
