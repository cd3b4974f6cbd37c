using System.Text;
using Mail.Protocols.Auth.Sasl;

namespace Mail.Protocols.Tests.Sasl;

public sealed class PasswordMechanismTests
{
    [Theory]
    [InlineData("\0tim\0tanstaaf", "", "tim", "tanstaaf")]
    [InlineData("Ursel\0Kurt\0xipj3plmq", "Ursel", "Kurt", "xipj3plmq")]
    [InlineData("\0jörg\0pa\u00a0ß", "", "jörg", "pa\u00a0ß")]
    public void Plain_has_three_parts(string message, string authorization, string user, string password)
    {
        var mechanism = new PlainMechanism();
        var step = mechanism.Respond(Encoding.UTF8.GetBytes(message));
        Assert.Equal((SaslStepKind.CheckPassword, authorization, user, password), (step.Kind, step.AuthorizationId, step.UserName, step.Password));
        var done = mechanism.SupplyPasswordResult(true);
        Assert.Equal((SaslStepKind.Succeeded, user, authorization), (done.Kind, done.UserName, done.AuthorizationId));
    }

    [Theory]
    [InlineData("")]
    [InlineData("user\0password")]
    [InlineData("\0\0password")]
    [InlineData("\0user\0")]
    [InlineData("\0user\0pass\0word")]
    public void Plain_refuses_what_is_malformed(string message) =>
        Assert.Equal(SaslFailure.Malformed, new PlainMechanism().Respond(Encoding.UTF8.GetBytes(message)).Failure);

    [Fact]
    public void Plain_without_a_check_never_succeeds() =>
        Assert.Equal(SaslStepKind.Failed, new PlainMechanism().SupplyPasswordResult(true).Kind);

    [Fact]
    public void Login_asks_twice()
    {
        var mechanism = new LoginMechanism();
        Assert.Equal("Username:", Encoding.ASCII.GetString(mechanism.Start().Challenge.Span));
        Assert.Equal("Password:", Encoding.ASCII.GetString(mechanism.Respond("tim"u8).Challenge.Span));
        var check = mechanism.Respond("secret"u8);
        Assert.Equal((SaslStepKind.CheckPassword, "tim", "secret"), (check.Kind, check.UserName, check.Password));
        Assert.Equal(SaslFailure.InvalidCredentials, mechanism.SupplyPasswordResult(false).Failure);
    }

    [Fact]
    public void A_step_never_shows_its_password() =>
        Assert.DoesNotContain("secret", new PlainMechanism().Respond("\0tim\0secret"u8).ToString());
}
