using Mail.Domain.Identity;

namespace Mail.Domain.Auth;

/// <summary>A login name in the one form that stands for all its spellings, so that no answer depends on how it was typed.</summary>
public static class LoginName
{
    public static string Canonical(string name) =>
        EmailAddress.TryParse(name.Trim(), out var address) ? address.ToString() : name.Trim().ToLowerInvariant();
}
