using System.Text;
using Mail.Mime.Parsing;

namespace Mail.Mime;

/// <summary>One header field as it stands in the message (RFC 5322 section 2.2); a line that is no field has an empty name.</summary>
public readonly ref struct HeaderField
{
    private readonly int _nameLength;
    private readonly int _valueStart;

    internal HeaderField(ReadOnlySpan<byte> raw, int offset)
    {
        Raw = raw;
        Offset = offset;
        FieldScanner.TrySplit(raw, out _nameLength, out _valueStart);
    }

    /// <summary>The whole field, continuation lines and line ends included.</summary>
    public ReadOnlySpan<byte> Raw { get; }

    /// <summary>Where the field starts in the raw message.</summary>
    public int Offset { get; }

    public ReadOnlySpan<byte> Name => Raw[.._nameLength];

    /// <summary>The value without the white space around it; folds inside are kept.</summary>
    public ReadOnlySpan<byte> Value => FieldScanner.TrimValue(Raw, _valueStart, Raw.Length).Of(Raw);

    public bool IsNamed(ReadOnlySpan<byte> name) => Ascii.EqualsIgnoreCase(Name, name);

    /// <summary>The value unfolded, with encoded words decoded (RFC 2047).</summary>
    public string DecodeText() => HeaderText.Decode(Value);
}
