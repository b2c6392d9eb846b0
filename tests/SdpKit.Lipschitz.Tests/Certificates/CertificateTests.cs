using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using SdpKit.Lipschitz.Certificates;

namespace SdpKit.Lipschitz.Tests.Certificates;

public sealed class CertificateTests
{
    private static readonly Network Network = ReferenceNetworks.Random(3, Activation.Relu, 6, 8, 5, 3);

    private static readonly LipschitzCertificate Certificate = LipschitzCertifier.Certify(Network, new CertifyOptions { Threads = 1 }).Certificate!;

    [Theory]
    [InlineData(LipschitzMethod.Neuron)]
    [InlineData(LipschitzMethod.Layer)]
    [InlineData(LipschitzMethod.Fast)]
    [InlineData(LipschitzMethod.Product)]
    public void Certificates_are_read_back_as_they_were_written(LipschitzMethod method)
    {
        var options = new CertifyOptions { Method = method, Threads = 1, Output = OutputSelection.Margin(2, 0), Parts = 2 };
        LipschitzCertificate certificate = LipschitzCertifier.Certify(Network, options).Certificate!;
        Assert.Equal(Text(certificate), Text(CheckedCertification.WrittenAndRead(certificate)));
        Assert.True(CertificateVerifier.Verify(CheckedCertification.WrittenAndRead(certificate), Network).IsAccepted);
    }

    [Fact]
    public void Verdict_does_not_depend_on_threads() => Assert.True(CertificateVerifier.Verify(Certificate, Network, threads: 2).IsAccepted);

    [Fact]
    public void Lowered_rho_is_refused()
    {
        CertificatePart part = Certificate.Parts[0];
        AssertRefused(Certificate with { Parts = [part with { Rho = part.Rho * (1.0 - 1e-7) }] }, "do not prove");
    }

    [Fact]
    public void Claimed_bound_below_the_proved_one_is_refused() =>
        AssertRefused(Certificate with { Bound = Math.BitDecrement(Certificate.Bound) }, "only");

    [Fact]
    public void Changed_multipliers_are_refused()
    {
        CertificatePart part = Certificate.Parts[0];
        for (int k = 0; k < 8; k++)
        {
            foreach (double factor in new[] { 0.0, 0.9, 1.1, -1.0, double.NaN, double.PositiveInfinity })
            {
                ImmutableArray<double> layer = part.Multipliers[0].SetItem(k, part.Multipliers[0][k] * factor);
                AssertRefused(Certificate with { Parts = [part with { Multipliers = part.Multipliers.SetItem(0, layer) }] }, "do not prove");
            }
        }

        AssertRefused(Certificate with { Parts = [part with { Multipliers = part.Multipliers.RemoveAt(1) }] }, "do not prove");
    }

    [Fact]
    public void One_weight_changed_by_one_unit_in_the_last_place_is_refused()
    {
        DenseLayer layer = Network.Layers[1];
        var changed = new DenseLayer(layer.OutputSize, layer.InputSize, layer.Weights.SetItem(7, Math.BitIncrement(layer.Weights[7])), layer.Bias, layer.Activation);
        CertificateCheck check = CertificateVerifier.Verify(Certificate, new Network(Network.Layers.SetItem(1, changed)));
        Assert.False(check.IsAccepted);
        Assert.Contains("SHA-256", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Changed_slopes_outputs_sizes_and_parts_are_refused()
    {
        AssertRefused(Certificate with { Slopes = Certificate.Slopes.SetItem(0, Certificate.Slopes[0].SetItem(2, new SlopeRange(0.0, 0.5))) }, "slopes");
        AssertRefused(Certificate with { Slopes = [] }, "slopes");
        AssertRefused(Certificate with { Sizes = [6, 8, 5, 4] }, "layers of");
        AssertRefused(Certificate with { Output = OutputSelection.Of(3) }, "Output 3");
        AssertRefused(Certificate with { Parts = [] }, "covers 0 of 3");
        AssertRefused(Certificate with { Parts = [Certificate.Parts[0] with { LastLayer = 1 }] }, "covers 2 of 3");
        AssertRefused(Certificate with { Parts = [Certificate.Parts[0] with { FirstLayer = 1 }] }, "join");
        AssertRefused(Certificate with { Parts = [Certificate.Parts[0] with { LastLayer = 3 }] }, "join");
    }

    [Fact]
    public void Certificate_of_one_output_is_none_of_all()
    {
        LipschitzCertificate single = LipschitzCertifier.Certify(Network, new CertifyOptions { Output = OutputSelection.Of(0), Threads = 1 }).Certificate!;
        AssertRefused(single with { Output = OutputSelection.All }, "do not prove");
    }

    [Fact]
    public void Every_edit_of_the_file_is_noticed()
    {
        byte[] file = Encoding.UTF8.GetBytes(Text(Certificate));
        for (int i = 0; i < file.Length; i++)
        {
            byte[] edited = [.. file];
            edited[i] ^= 1;
            Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream(edited)));
        }

        Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream(file[..^1])));
        Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream([.. file, (byte)'\n'])));
        Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream()));
    }

    [Theory]
    [InlineData("{\"certificateVersion\":2")]
    [InlineData("{\"certificateVersion\":1")]
    [InlineData("{\"certificateVersion\":\"1\"")]
    [InlineData("[1,2")]
    [InlineData("")]
    public void Files_with_a_right_digest_and_wrong_content_are_refused(string beginning)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream([.. bytes, .. CertificateDigest.Ending(bytes)])));
    }

    [Theory]
    [InlineData("\"margin\":", "\"bound\":0,\"margin\":", "bound")]
    [InlineData("\"margin\":", "\"comment\":1,\"margin\":", "comment")]
    [InlineData("\"rho\":", "\"rho\":0,\"rho\":", "rho")]
    [InlineData("\"rho\":", "\"proof\":0,\"rho\":", "proof")]
    [InlineData("\"slopes\":[[0,1]", "\"slopes\":[[0,1e999]", "1e999")]
    [InlineData("\"bound\":", "\"bound\":1e999,\"was\":", "was")]
    [InlineData("\"subtractedOutput\":null", "\"subtractedOutput\":1", "subtracts")]
    [InlineData("is at most the bound", "is at most half the bound", "statement")]
    [InlineData("\"margin\":", "\"assumptions\":[\"assuming nothing\"],\"margin\":", "statement")]
    public void Members_that_a_certificate_does_not_have_or_has_already_are_refused(string text, string changed, string named)
    {
        string file = Text(Certificate);
        byte[] bytes = Encoding.UTF8.GetBytes(file[..file.LastIndexOf(",\"digest\"", StringComparison.Ordinal)].Replace(text, changed, StringComparison.Ordinal));
        string message = Assert.Throws<CertificateFormatException>(() => CertificateReader.Read(new MemoryStream([.. bytes, .. CertificateDigest.Ending(bytes)]))).Message;
        Assert.Contains(named, message, StringComparison.Ordinal);
    }

    [Fact]
    public void What_a_network_takes_for_granted_is_in_its_certificate_and_must_be_the_same()
    {
        Network narrowed = Network.WithSlopes(new SlopeRange(0.0, 0.5));
        LipschitzCertificate certificate = CheckedCertification.Of(narrowed, new CertifyOptions { FindsLowerBound = false }).Certificate!;
        Assert.Equal("assuming slopes [0, 0.5]", Assert.Single(certificate.Assumptions));
        Assert.Contains("assuming slopes [0, 0.5]", certificate.Statement, StringComparison.Ordinal);
        CertificateCheck check = CertificateVerifier.Verify(certificate with { Assumptions = ["assuming slopes [0, 1]"] }, narrowed);
        Assert.False(check.IsAccepted);
        Assert.Contains("this one is assuming slopes [0, 0.5]", check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_are_written_so_that_they_read_back_the_same()
    {
        string text = Text(Certificate);
        Assert.Contains(Certificate.Parts[0].Rho.ToString("R", CultureInfo.InvariantCulture), text, StringComparison.Ordinal);
        Assert.Contains(Certificate.WeightsHash, text, StringComparison.Ordinal);
    }

    private static void AssertRefused(LipschitzCertificate certificate, string reason)
    {
        CertificateCheck check = CertificateVerifier.Verify(certificate, Network);
        Assert.False(check.IsAccepted);
        Assert.Contains(reason, check.Reason, StringComparison.Ordinal);
    }

    private static string Text(LipschitzCertificate certificate)
    {
        using var stream = new MemoryStream();
        CertificateWriter.Write(certificate, stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
