namespace Orleans.Runtime;

/// <summary>An immutable set of request context values; one object, so that a call without any costs nothing.</summary>
internal sealed class RequestContextValues
{
    private static readonly Dictionary<string, object> None = [];

    private RequestContextValues(Dictionary<string, object> entries, Guid reentrancyId)
    {
        Entries = entries;
        ReentrancyId = reentrancyId;
    }

    public Dictionary<string, object> Entries { get; }

    public Guid ReentrancyId { get; }

    public static RequestContextValues? With(RequestContextValues? values, Guid reentrancyId) =>
        Normal(values?.Entries ?? None, reentrancyId);

    public static RequestContextValues? With(RequestContextValues? values, string key, object value) =>
        Normal(new Dictionary<string, object>(values?.Entries ?? None) { [key] = value }, values?.ReentrancyId ?? default);

    public static RequestContextValues? Without(RequestContextValues values, string key)
    {
        var entries = new Dictionary<string, object>(values.Entries);
        entries.Remove(key);
        return Normal(entries, values.ReentrancyId);
    }

    private static RequestContextValues? Normal(Dictionary<string, object> entries, Guid reentrancyId) =>
        entries.Count == 0 && reentrancyId == Guid.Empty ? null : new RequestContextValues(entries, reentrancyId);
}
