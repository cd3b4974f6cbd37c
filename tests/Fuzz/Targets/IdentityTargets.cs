using System.Text;
using Mail.Domain.Auth;
using Mail.Domain.Identity;
using Mail.Protocols.Auth.Sasl;

namespace Fuzz.Targets;

/// <summary>Addresses and domains: one written form, which reads back to the same value.</summary>
internal sealed class EmailAddressTarget : FuzzTarget
{
    public override string Name => "email-address";

    public override IReadOnlyList<string> Tokens { get; } =
        ["a@b.test", "\"", "\\", "@", ".", "..", "xn--", "xn--e1afmkfd", "b\u00c3\u00bccher.test", "\u00e2\u0084\u00aa", "\u00c4\u00b0", "\u00e0\u00a5\u0098", "e\u00cc\u0081", "-", "_", "[127.0.0.1]", "A", new string('a', 63), ".test"];

    public override int Run(byte[] input, Random random)
    {
        var text = Encoding.UTF8.GetString(input);
        var good = EmailAddress.TryParse(text, out var address);
        if (good)
        {
            var written = address.ToString();
            Require(EmailAddress.TryParse(written, out var again), $"'{written}' (from '{text}') does not read back");
            Require(again == address, $"'{written}' reads back as '{again}'");
            Require(!written.AsSpan().ContainsAny('\r', '\n', '\0'), "a line end within an address");
        }

        var domain = DomainName.TryParse(text, out var name);
        if (domain)
        {
            Require(DomainName.TryParse(name.Value, out var again) && again == name, $"domain '{name}' (from '{text}') does not read back");
            Require(name.Value.Length is > 0 and <= 255, "a domain too long");
        }

        return HashCode.Combine(good, domain, Math.Min(text.Length, 70));
    }
}

/// <summary>SASL: no success without the right answer; every message is answered within its bounds.</summary>
internal sealed class SaslTarget : FuzzTarget
{
    private static readonly ScramCredentials Credentials = Create();

    public override string Name => "sasl";

    public override int MostOctets => 64 * 1024;

    public override IReadOnlyList<string> Tokens { get; } =
        ["n,,n=user,r=abc", "y,,", "p=tls-unique,,", "n,a=admin,", "c=biws,r=abcserver,p=AAAA", "=2C", "=3D", "=", ",", "\n", "\0user\0password", "\0", "user", "r=", "m=ext", "\u00c2\u00ad", "i=1"];

    public override int Run(byte[] input, Random random)
    {
        var messages = Encoding.Latin1.GetString(input).Split('\n').Select(Encoding.Latin1.GetBytes).Take(6).ToArray();
        var shape = new HashCode();
        foreach (var mechanism in (SaslServerMechanism[])[new PlainMechanism(), new LoginMechanism(), new ScramSha256Mechanism("server", new byte[32])])
        {
            foreach (var correct in mechanism is ScramSha256Mechanism ? (bool[])[false] : [false, true])
            {
                shape.Add(Exchange(mechanism.Name switch { "PLAIN" => new PlainMechanism(), "LOGIN" => new LoginMechanism(), _ => new ScramSha256Mechanism("server", new byte[32]) }, messages, correct));
            }
        }

        return shape.ToHashCode();
    }

    private static string Exchange(SaslServerMechanism mechanism, byte[][] messages, bool correct)
    {
        var (step, trace, asked) = (mechanism.Start(), "", false);
        foreach (var message in messages)
        {
            step = mechanism.Respond(message);
            if (step.Kind == SaslStepKind.CheckPassword)
            {
                Require(step.UserName.Length <= SaslServerMechanism.MaxIdentity, "a name beyond its bound");
                asked = true;
                step = mechanism.SupplyPasswordResult(correct);
            }
            else if (step.Kind == SaslStepKind.FindCredentials)
            {
                step = mechanism.SupplyCredentials(message.Length % 2 == 0 ? Credentials : null);
            }

            trace += step.Kind;
            Require(step.Kind != SaslStepKind.Succeeded || (asked && correct), $"{mechanism.Name} succeeded without the password");
            if (step.Kind is SaslStepKind.Failed or SaslStepKind.Succeeded)
            {
                break;
            }
        }

        return trace;
    }

    private static ScramCredentials Create() => ScramCredentials.TryCreate("a password that no input has", new byte[16], ScramCredentials.MinIterations, out var made)
        ? made
        : throw new InvalidOperationException("SCRAM credentials");
}
