namespace Orleans;

/// <summary>The time after which callers of a method stop waiting, as a <see cref="TimeSpan"/> in text; the callee goes on.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class ResponseTimeoutAttribute(string timeout) : Attribute
{
    public TimeSpan? Timeout { get; } = TimeSpan.Parse(timeout, System.Globalization.CultureInfo.InvariantCulture);
}
