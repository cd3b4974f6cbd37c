using System.Text;

namespace Mail.Mime.Parsing;

internal enum ContentField
{
    None,
    Type,
    Disposition,
    TransferEncoding,
    Id,
    Description,
    Language,
    Location,
    Md5,
}

/// <summary>Recognises the Content-* fields that the parser keeps (RFC 2045, 2183, 3282, 2557, 1864).</summary>
internal static class ContentFieldName
{
    public static ContentField Of(ReadOnlySpan<byte> name) => name.Length switch
    {
        10 when Is(name, "content-id"u8) => ContentField.Id,
        11 when Is(name, "content-md5"u8) => ContentField.Md5,
        12 when Is(name, "content-type"u8) => ContentField.Type,
        16 when Is(name, "content-language"u8) => ContentField.Language,
        16 when Is(name, "content-location"u8) => ContentField.Location,
        19 when Is(name, "content-disposition"u8) => ContentField.Disposition,
        19 when Is(name, "content-description"u8) => ContentField.Description,
        25 when Is(name, "content-transfer-encoding"u8) => ContentField.TransferEncoding,
        _ => ContentField.None,
    };

    private static bool Is(ReadOnlySpan<byte> name, ReadOnlySpan<byte> expected) => Ascii.EqualsIgnoreCase(name, expected);
}
