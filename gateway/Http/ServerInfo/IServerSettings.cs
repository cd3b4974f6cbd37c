namespace Mail.Gateway.Http.ServerInfo;

/// <summary>The configuration of the running server. The host supplies it.</summary>
public interface IServerSettings
{
    /// <summary>Every setting as the server uses it; secrets are not shown.</summary>
    IReadOnlyList<SettingFact> Read();

    /// <summary>Reads the configuration anew. With errors nothing has changed.</summary>
    ReloadOutcome Reload();

    /// <summary>Until the next reload or start; false if there is no such level.</summary>
    bool TrySetLogLevel(string level);
}

/// <summary>One setting.</summary>
/// <param name="Name">Such as <c>smtp.port</c>.</param>
/// <param name="Value">As text; <c>(secret)</c> for one that is not shown.</param>
/// <param name="Origin"><c>default</c>, <c>file</c>, <c>environment</c>, <c>command-line</c> or <c>api</c>.</param>
/// <param name="Place">Where exactly; empty for a default.</param>
/// <param name="NeedsRestart">A change takes effect at the next start only.</param>
public sealed record SettingFact(string Name, string Value, string Origin, string Place, bool NeedsRestart);

/// <summary>What a reload did.</summary>
/// <param name="Changed">Settings that have a new value now.</param>
/// <param name="NeedRestart">Settings whose new value waits for the next start.</param>
/// <param name="Errors">Why nothing was changed; empty if all is well.</param>
public sealed record ReloadOutcome(IReadOnlyList<string> Changed, IReadOnlyList<string> NeedRestart, IReadOnlyList<string> Errors);
