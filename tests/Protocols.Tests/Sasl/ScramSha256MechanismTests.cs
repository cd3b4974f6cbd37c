using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Auth;
using Mail.Protocols.Auth.Sasl;

namespace Mail.Protocols.Tests.Sasl;

public sealed class ScramSha256MechanismTests
{
    private const string ClientNonce = "rOprNGfwEbeRWgbNEkqO";
    private const string ServerNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
    private const string Salt = "W22ZaJ0SNY7soEsUEjb6gQ==";

    // The example exchange of RFC 7677 §3.
    [Fact]
    public void The_exchange_of_the_rfc_succeeds()
    {
        var mechanism = NewMechanism();
        Assert.Equal("user", Respond(mechanism, $"n,,n=user,r={ClientNonce}").UserName);
        var first = mechanism.SupplyCredentials(Pencil());
        Assert.Equal($"r={ClientNonce}{ServerNonce},s={Salt},i=4096", Text(first));
        var final = Respond(mechanism, $"c=biws,r={ClientNonce}{ServerNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Assert.Equal("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Text(final));
        var done = mechanism.Respond([]);
        Assert.Equal((SaslStepKind.Succeeded, "user"), (done.Kind, done.UserName));
    }

    [Fact]
    public void Any_password_of_the_same_salt_will_do_and_its_own_key_signs()
    {
        Assert.True(ScramCredentials.TryCreate("another", Convert.FromBase64String(Salt), 4096, out var main));
        var mechanism = NewMechanism();
        Respond(mechanism, $"n,,n=user,r={ClientNonce}");
        mechanism.SupplyCredentials(main, [Pencil()]);
        var final = Respond(mechanism, $"c=biws,r={ClientNonce}{ServerNonce},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=");
        Assert.Equal("v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=", Text(final));
        Assert.Equal(SaslStepKind.Succeeded, mechanism.Respond([]).Kind);
    }

    [Fact]
    public void A_wrong_password_fails()
    {
        var mechanism = NewMechanism();
        var final = Finish(mechanism, "n,,", "user", "wrong", Pencil());
        Assert.Equal(SaslFailure.InvalidCredentials, final.Failure);
    }

    [Fact]
    public void An_unknown_user_gets_a_stable_salt_and_fails_at_the_end()
    {
        var one = NewMechanism();
        Respond(one, "n,,n=ghost,r=abc");
        var two = NewMechanism();
        Respond(two, "n,,n=ghost,r=abc");
        Assert.Equal(Text(one.SupplyCredentials(null)), Text(two.SupplyCredentials(null)));
        Assert.Equal(SaslFailure.InvalidCredentials, Finish(NewMechanism(), "n,,", "ghost", "pencil", null).Failure);
    }

    [Theory]
    [InlineData("Nobody@here.example")]
    [InlineData("nobody@HERE.example")]
    [InlineData("\"nobody\"@here.example")]
    public void An_unknown_name_has_one_salt_however_it_is_spelled(string name)
    {
        var (mechanism, other) = (NewMechanism(), NewMechanism());
        Respond(mechanism, "n,,n=nobody@here.example,r=abc");
        Respond(other, $"n,,n={name},r=abc");
        Assert.Equal(Text(mechanism.SupplyCredentials(null)), Text(other.SupplyCredentials(null)));
    }

    [Fact]
    public void Authorization_id_and_escaped_names_are_read()
    {
        var mechanism = NewMechanism();
        var find = Respond(mechanism, "n,a=bo=2Css,n=a=3Db,r=abc");
        Assert.Equal((SaslStepKind.FindCredentials, "a=b"), (find.Kind, find.UserName));
    }

    [Fact]
    public void A_client_that_could_bind_channels_passes_since_we_offer_none()
    {
        var mechanism = NewMechanism();
        Assert.Equal(SaslStepKind.Challenge, Finish(mechanism, "y,,", "user", "pencil", Pencil()).Kind);
        Assert.Equal(SaslStepKind.Succeeded, mechanism.Respond([]).Kind);
    }

    [Theory]
    [InlineData("p=tls-unique,,n=user,r=abc", SaslFailure.ChannelBinding)]
    [InlineData("n,,m=ext,n=user,r=abc", SaslFailure.Malformed)]
    [InlineData("n,,n=us=er,r=abc", SaslFailure.Malformed)]
    [InlineData("n,,n=,r=abc", SaslFailure.Malformed)]
    [InlineData("n,,n=user,r=", SaslFailure.Malformed)]
    [InlineData("n,,n=user", SaslFailure.Malformed)]
    [InlineData("x,,n=user,r=abc", SaslFailure.Malformed)]
    [InlineData("", SaslFailure.Malformed)]
    public void Bad_first_messages_fail(string message, SaslFailure failure) =>
        Assert.Equal(failure, Respond(NewMechanism(), message).Failure);

    [Theory]
    [InlineData("c=eSws,r={0},p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", SaslFailure.ChannelBinding)]
    [InlineData("c=biws,r=other,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", SaslFailure.InvalidCredentials)]
    [InlineData("c=biws,r={0},p=AAAA", SaslFailure.Malformed)]
    [InlineData("c=biws,r={0}", SaslFailure.Malformed)]
    [InlineData("", SaslFailure.Malformed)]
    public void Bad_final_messages_fail(string message, SaslFailure failure)
    {
        var mechanism = NewMechanism();
        Respond(mechanism, $"n,,n=user,r={ClientNonce}");
        mechanism.SupplyCredentials(Pencil());
        Assert.Equal(failure, Respond(mechanism, message.Replace("{0}", ClientNonce + ServerNonce)).Failure);
        Assert.Equal(SaslStepKind.Failed, mechanism.Respond([]).Kind);
    }

    internal static ScramCredentials Pencil()
    {
        Assert.True(ScramCredentials.TryCreate("pencil", Convert.FromBase64String(Salt), 4096, out var credentials));
        return credentials;
    }

    private static ScramSha256Mechanism NewMechanism() => new(ServerNonce, "decoy"u8.ToArray());

    private static SaslStep Finish(ScramSha256Mechanism mechanism, string gs2, string user, string password, ScramCredentials? credentials)
    {
        var bare = $"n={user},r={ClientNonce}";
        Respond(mechanism, gs2 + bare);
        var serverFirst = Text(mechanism.SupplyCredentials(credentials));
        var attributes = serverFirst.Split(',');
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            password, Convert.FromBase64String(attributes[1][2..]), int.Parse(attributes[2][2..]), HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var withoutProof = $"c={Convert.ToBase64String(Encoding.ASCII.GetBytes(gs2))},{attributes[0]}";
        var signature = HMACSHA256.HashData(SHA256.HashData(clientKey), Encoding.ASCII.GetBytes($"{bare},{serverFirst},{withoutProof}"));
        var proof = clientKey.Zip(signature, (a, b) => (byte)(a ^ b)).ToArray();
        return Respond(mechanism, $"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    private static SaslStep Respond(SaslServerMechanism mechanism, string message) => mechanism.Respond(Encoding.UTF8.GetBytes(message));

    private static string Text(SaslStep step) => Encoding.ASCII.GetString(step.Challenge.Span);
}
