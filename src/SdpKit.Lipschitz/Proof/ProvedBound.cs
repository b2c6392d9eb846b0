using SdpKit.Lipschitz.Chains;
using SdpKit.Lipschitz.Enclosures;

namespace SdpKit.Lipschitz.Proof;

/// <summary>Represents a proved Lipschitz bound of a network: the product over its parts.</summary>
internal sealed class ProvedBound
{
    /// <exception cref="ArgumentException">The parts are not all layers of one network, in order.</exception>
    public ProvedBound(IReadOnlyList<ProvedPart> parts)
    {
        Network network = parts[0].Part.Network;
        for (int k = 0; k < parts.Count; k++)
        {
            bool joins = parts[k].Part.First == (k == 0 ? 0 : parts[k - 1].Part.Last + 1);
            if (parts[k].Part.Network != network || !joins || (k == parts.Count - 1 && parts[k].Part.Last != network.Layers.Length - 1))
            {
                throw new ArgumentException("The parts are not all layers of one network in order.", nameof(parts));
            }
        }

        Parts = parts;
        Value = ProductUp(parts.Select(part => part.Claim));
    }

    public IReadOnlyList<ProvedPart> Parts { get; }

    /// <summary>Gets the bound, rounded up; infinite where it is no double.</summary>
    public double Value { get; }

    public double Margin => Parts.Min(part => part.Margin);

    /// <summary>Computes the product of the roots of rho, rounded up.</summary>
    public static double ProductUp(IEnumerable<PartClaim> claims)
    {
        EnclosedNumber product = 1.0;
        int exponent = 0;
        foreach (PartClaim claim in claims)
        {
            if (claim.Rho == 0.0)
            {
                return 0.0;
            }

            // Roots of doubles are between 2^-537 and 2^512: kept near 1, no product of them underflows.
            double factor = (product * EnclosedNumber.SqrtUp(claim.Rho)).Upper;
            int shift = Math.ILogB(factor);
            product = ((EnclosedNumber)factor).ScaledBy(-shift);
            exponent = checked(exponent + shift + (claim.RhoExponent / 2));
        }

        return product.ScaledBy(exponent).Upper;
    }
}
