namespace Mail.Storage.Schema;

/// <summary>The write that <c>/ready</c> makes.</summary>
internal static class Health
{
    public const string Touch = "INSERT INTO mail_state.health (id, checked_at) VALUES (1, $1) ON CONFLICT (id) DO UPDATE SET checked_at = excluded.checked_at";
}
