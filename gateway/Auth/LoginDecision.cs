namespace Mail.Gateway.Auth;

/// <summary>What becomes of an attempt to log in.</summary>
/// <param name="Outcome">Whether it is let in, refused, or refused unheard.</param>
/// <param name="Delay">How long the answer to a refusal waits; of a block, how long that lasts.</param>
public readonly record struct LoginDecision(LoginOutcome Outcome, TimeSpan Delay = default);

/// <summary>Outcome of an attempt to log in.</summary>
public enum LoginOutcome
{
    Accepted,

    /// <summary>Name or password are wrong; nobody learns which.</summary>
    Refused,

    /// <summary>Too many failures lately: the answer is the same whether or not the password is right.</summary>
    Blocked,
}
