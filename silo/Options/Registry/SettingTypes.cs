using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Mail.Silo.Options.Registry;

/// <summary>A whole number within bounds.</summary>
internal sealed record NumberType(long Least, long Most) : SettingType<long>("number", $"{Least} to {Most}")
{
    public override bool TryParse(string text, out long value) =>
        long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value) && value >= Least && value <= Most;

    public override string Format(long value) => value.ToString(CultureInfo.InvariantCulture);
}

/// <summary>Octets, as <c>50MB</c>.</summary>
internal sealed record SizeType(long Least, long Most) : SettingType<long>("size", $"{Sizes.Format(Least)} to {Sizes.Format(Most)}")
{
    public override bool TryParse(string text, out long value) => Sizes.TryParse(text, out value) && value >= Least && value <= Most;

    public override string Format(long value) => Sizes.Format(value);
}

/// <summary>A span of time, as <c>5m</c>.</summary>
internal sealed record DurationType(TimeSpan Least, TimeSpan Most) : SettingType<TimeSpan>("duration", $"{Durations.Format(Least)} to {Durations.Format(Most)}")
{
    public override bool TryParse(string text, out TimeSpan value) => Durations.TryParse(text, out value) && value >= Least && value <= Most;

    public override string Format(TimeSpan value) => Durations.Format(value);
}

/// <summary>A span of time, or <c>never</c>.</summary>
internal sealed record DurationOrNeverType(TimeSpan Least, TimeSpan Most)
    : SettingType<TimeSpan?>("duration", $"{Durations.Format(Least)} to {Durations.Format(Most)}, or never")
{
    private const string Never = "never";

    public override bool TryParse(string text, out TimeSpan? value)
    {
        value = null;
        if (text == Never)
        {
            return true;
        }

        var good = Durations.TryParse(text, out var given) && given >= Least && given <= Most;
        value = given;
        return good;
    }

    public override string Format(TimeSpan? value) => value is { } given ? Durations.Format(given) : Never;
}

/// <summary>A switch.</summary>
internal sealed record FlagType() : SettingType<bool>("switch", "true or false")
{
    public override bool TryParse(string text, out bool value)
    {
        value = text == "true";
        return value || text == "false";
    }

    public override string Format(bool value) => value ? "true" : "false";
}

/// <summary>One of a few words.</summary>
internal sealed record ChoiceType<T>(params (string Word, T Value)[] Choices) : SettingType<T>("choice", string.Join(", ", Choices.Select(c => c.Word)))
    where T : struct
{
    public override bool TryParse(string text, out T value)
    {
        foreach (var choice in Choices)
        {
            if (choice.Word.Equals(text, StringComparison.OrdinalIgnoreCase))
            {
                value = choice.Value;
                return true;
            }
        }

        value = default;
        return false;
    }

    public override string Format(T value) => Choices.First(c => c.Value.Equals(value)).Word;
}

/// <summary>Text that a rule lets through; empty text is none.</summary>
internal sealed record TextType(string Kind, string Allowed, Func<string, bool> Allows) : SettingType<string?>(Kind, Allowed)
{
    public override bool TryParse(string text, out string? value)
    {
        value = text.Length == 0 ? null : text;
        return text.Length == 0 || Allows(text);
    }

    public override string Format(string? value) => value ?? "";
}

/// <summary>A value with a text form of its own; empty text is none where that is allowed.</summary>
internal sealed record ParsedType<T>(string Kind, string Allowed, Func<string, (bool Good, T? Value)> Parse, Func<T, string> Write, bool MayBeEmpty = true)
    : SettingType<T?>(Kind, Allowed)
    where T : class
{
    public override bool TryParse(string text, [MaybeNullWhen(false)] out T? value)
    {
        (var good, value) = text.Length == 0 ? (MayBeEmpty, null) : Parse(text);
        return good;
    }

    public override string Format(T? value) => value is null ? "" : Write(value);
}

/// <summary>A port to listen on.</summary>
internal sealed record PortType() : SettingType<PortSetting>("port", "0 to 65535; 0 lets the system choose")
{
    public override bool TryParse(string text, out PortSetting value)
    {
        var good = int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port <= 65_535;
        value = PortSetting.Given(good ? port : 0);
        return good;
    }

    public override string Format(PortSetting value) => value.Port.ToString(CultureInfo.InvariantCulture);
}
