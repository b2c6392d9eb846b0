namespace SdpKit.Tests;

public class TestDataTests
{
    [DataFact("sdplib/truss1.dat-s")]
    public void A_file_that_is_there_is_found() => Assert.True(File.Exists(TestData.Path("sdplib/truss1.dat-s")));

    [Fact]
    public void A_file_that_is_missing_gives_the_reason_to_skip() => Assert.Contains("no-such-file", TestData.ReasonToSkip("no-such-file"));
}
