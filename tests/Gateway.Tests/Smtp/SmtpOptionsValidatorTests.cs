using Mail.Gateway.Smtp;

namespace Mail.Gateway.Tests.Smtp;

public sealed class SmtpOptionsValidatorTests
{
    [Fact]
    public void The_defaults_are_valid() => Assert.True(new SmtpOptionsValidator().Validate(null, new SmtpOptions()).Succeeded);

    [Fact]
    public void Each_fault_names_its_setting_and_value()
    {
        var result = new SmtpOptionsValidator().Validate(null, new SmtpOptions { HostName = "not a name", MaxRecipients = 7, ContentMemory = 5 });
        Assert.Contains("Smtp:HostName is 'not a name'", result.FailureMessage);
        Assert.Contains("Smtp:MaxRecipients is 7; it must be 100 to 100000.", result.FailureMessage);
        Assert.Contains("Smtp:ContentMemory is 5", result.FailureMessage);
    }
}
