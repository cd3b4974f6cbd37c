using System.Security.Cryptography;
using System.Text;
using Mail.Domain.Auth;

namespace Mail.Protocols.Auth.Sasl;

/// <summary>
/// SCRAM-SHA-256 without channel binding (RFC 5802, RFC 7677). For an unknown user the exchange goes on with a salt that
/// is always the same for that name, however it is spelled, so that an answer does not tell who has an account.
/// </summary>
/// <param name="serverNonce">Fresh randomness of this exchange: printable ASCII without comma, 18 octets of entropy or more.</param>
/// <param name="decoyKey">Secret of this server, the same over time, that salts of unknown users are made from.</param>
/// <param name="decoyIterations">Rounds that an unknown user seems to have: those of new verifiers.</param>
public sealed class ScramSha256Mechanism(string serverNonce, ReadOnlyMemory<byte> decoyKey, int decoyIterations = ScramCredentials.DefaultIterations)
    : SaslServerMechanism
{
    private ScramClientFirst? _first;
    private ScramCredentials? _credentials;
    private IReadOnlyList<ScramCredentials> _alternatives = [];
    private string _serverFirst = string.Empty;
    private ScramCredentials? _proven;
    private bool _known;
    private State _state;

    private enum State
    {
        ClientFirst,
        Credentials,
        ClientFinal,
        Acknowledge,
        Done,
    }

    public override string Name => "SCRAM-SHA-256";

    public override ScramCredentials? Proven => _proven;

    public override SaslStep Start() => SaslStep.Continue(default);

    public override SaslStep SupplyCredentials(ScramCredentials? credentials)
    {
        if (_state != State.Credentials)
        {
            return base.SupplyCredentials(credentials);
        }

        _known = credentials is not null;
        _credentials = credentials ?? Decoy(_first!.UserName);
        _serverFirst = $"r={_first!.Nonce}{serverNonce},s={Convert.ToBase64String(_credentials.Salt.Span)},i={_credentials.Iterations}";
        _state = State.ClientFinal;
        return SaslStep.Continue(Encoding.ASCII.GetBytes(_serverFirst));
    }

    public override SaslStep SupplyCredentials(ScramCredentials? credentials, IReadOnlyList<ScramCredentials> alternatives)
    {
        _alternatives = credentials is null ? [] : alternatives;
        return SupplyCredentials(credentials);
    }

    protected override SaslStep OnResponse(ReadOnlySpan<byte> message)
    {
        switch (_state)
        {
            case State.ClientFirst:
                var failure = ScramClientFirst.Parse(message, out _first);
                _state = failure == SaslFailure.None ? State.Credentials : State.Done;
                return failure == SaslFailure.None ? SaslStep.Find(_first!.UserName) : SaslStep.Fail(failure);
            case State.ClientFinal:
                return OnFinal(message);
            case State.Acknowledge:
                // The server's signature went out as a challenge; the client agrees with an empty response (RFC 4422 §5).
                _state = State.Done;
                return message.IsEmpty
                    ? SaslStep.Success(_first!.UserName, _first.AuthorizationId)
                    : SaslStep.Fail(SaslFailure.Malformed);
            default:
                return SaslStep.Fail(SaslFailure.Malformed);
        }
    }

    private SaslStep OnFinal(ReadOnlySpan<byte> message)
    {
        _state = State.Done;
        if (!System.Text.Ascii.IsValid(message))
        {
            return SaslStep.Fail(SaslFailure.Malformed);
        }

        var text = Encoding.ASCII.GetString(message);
        var proofAt = text.LastIndexOf(",p=", StringComparison.Ordinal);
        var parts = proofAt < 0 ? [] : text[..proofAt].Split(',');
        Span<byte> proof = stackalloc byte[SHA256.HashSizeInBytes];
        if (parts.Length < 2 || !parts[0].StartsWith("c=", StringComparison.Ordinal)
            || !parts[1].StartsWith("r=", StringComparison.Ordinal)
            || !Convert.TryFromBase64Chars(text.AsSpan(proofAt + 3), proof, out var length) || length != proof.Length)
        {
            return SaslStep.Fail(SaslFailure.Malformed);
        }

        // RFC 5802 §5.1: both must come back exactly as they were.
        if (parts[0][2..] != Convert.ToBase64String(Encoding.UTF8.GetBytes(_first!.Gs2Header)))
        {
            return SaslStep.Fail(SaslFailure.ChannelBinding);
        }

        if (parts[1][2..] != _first.Nonce + serverNonce)
        {
            return SaslStep.Fail(SaslFailure.InvalidCredentials);
        }

        var authMessage = Encoding.UTF8.GetBytes($"{_first.Bare},{_serverFirst},{text[..proofAt]}");
        if (Match(authMessage, proof) is not { } match || !_known)
        {
            return SaslStep.Fail(SaslFailure.InvalidCredentials);
        }

        (_state, _proven) = (State.Acknowledge, match);
        return SaslStep.Continue(Encoding.ASCII.GetBytes("v=" + Convert.ToBase64String(match.Sign(authMessage))));
    }

    /// <summary>The verifier whose password the client proved to have; the server signs with that one's key (RFC 5802 §3).</summary>
    private ScramCredentials? Match(byte[] authMessage, Span<byte> proof)
    {
        if (_credentials!.VerifyProof(authMessage, proof))
        {
            return _credentials;
        }

        foreach (var alternative in _alternatives)
        {
            if (alternative.HasSaltOf(_credentials) && alternative.VerifyProof(authMessage, proof))
            {
                return alternative;
            }
        }

        return null;
    }

    private ScramCredentials Decoy(string user)
    {
        var seed = HMACSHA256.HashData(decoyKey.Span, Encoding.UTF8.GetBytes(LoginName.Canonical(user)));
        return new ScramCredentials(seed.AsMemory(0, ScramCredentials.DefaultSaltLength), decoyIterations, seed, seed);
    }
}
