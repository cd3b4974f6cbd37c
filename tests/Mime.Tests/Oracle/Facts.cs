namespace Mail.Mime.Tests.Oracle;

/// <summary>What a reader makes of a message, as text by part and aspect: <c>subject</c>, or <c>.1.2 type</c> for a part, <c>.1m subject</c> for a message in one.</summary>
internal sealed class Facts : Dictionary<string, string>
{
    private const string Type = " type";

    /// <summary>What two readers see differently, as <c>aspect: ours | theirs</c>; a part that only one of them sees is one difference.</summary>
    public IReadOnlyList<string> Against(Facts other)
    {
        var differences = new List<string>();
        foreach (var key in Keys.Union(other.Keys).Order(StringComparer.Ordinal))
        {
            var part = key[..Math.Max(0, key.LastIndexOf(' '))] + Type;
            if (ContainsKey(part) == other.ContainsKey(part))
            {
                if (this.GetValueOrDefault(key, "-") is var ours && other.GetValueOrDefault(key, "-") is var theirs && ours != theirs)
                {
                    differences.Add($"{key}: {ours} | {theirs}");
                }
            }
            else if (key == part)
            {
                differences.Add($"{key}: {this.GetValueOrDefault(key, "-")} | {other.GetValueOrDefault(key, "-")}");
            }
        }

        return differences;
    }
}
