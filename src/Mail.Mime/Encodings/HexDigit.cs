namespace Mail.Mime;

internal static class HexDigit
{
    public static bool TryPair(byte high, byte low, out byte octet)
    {
        int h = Value(high);
        int l = Value(low);
        octet = (byte)((h << 4) | (l & 0xF));
        return h >= 0 && l >= 0;
    }

    public static int Value(byte digit) => digit switch
    {
        >= (byte)'0' and <= (byte)'9' => digit - '0',
        >= (byte)'A' and <= (byte)'F' => digit - 'A' + 10,
        >= (byte)'a' and <= (byte)'f' => digit - 'a' + 10,
        _ => -1,
    };
}
