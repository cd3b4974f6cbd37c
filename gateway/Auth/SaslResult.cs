namespace Mail.Gateway.Auth;

/// <summary>How an attempt to authenticate ended.</summary>
/// <param name="Account">The account, if the password or proof was right.</param>
/// <param name="UserName">Who tried.</param>
/// <param name="Problem">Why nothing was decided.</param>
public readonly record struct SaslResult(LoginAccount? Account, string UserName, SaslProblem Problem = SaslProblem.None);

/// <summary>Why an exchange ended without a decision.</summary>
public enum SaslProblem
{
    None,

    /// <summary>The client gave up, or sent no base64.</summary>
    Cancelled,

    /// <summary>The client gave up behind a challenge that a password can be guessed from: to be counted as a failure, though answered as cancelled.</summary>
    Abandoned,

    /// <summary>Too many passwords are being checked.</summary>
    Busy,

    /// <summary>Too many failures lately.</summary>
    Blocked,
}
