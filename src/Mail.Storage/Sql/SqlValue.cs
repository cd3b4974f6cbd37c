namespace Mail.Storage.Sql;

/// <summary>A typed parameter; typed even when null, because PostgreSQL wants to know.</summary>
internal readonly struct SqlValue
{
    private SqlValue(SqlKind kind, bool isNull, long number = 0, string? text = null, ReadOnlyMemory<byte> bytes = default, Guid uuid = default)
    {
        Kind = kind;
        IsNull = isNull;
        Number = number;
        Text = text;
        Bytes = bytes;
        Uuid = uuid;
    }

    public SqlKind Kind { get; }

    public bool IsNull { get; }

    public long Number { get; }

    public string? Text { get; }

    public ReadOnlyMemory<byte> Bytes { get; }

    public Guid Uuid { get; }

    public static implicit operator SqlValue(long value) => new(SqlKind.Number, false, number: value);

    public static implicit operator SqlValue(string? value) => new(SqlKind.Text, value is null, text: value);

    public static implicit operator SqlValue(ReadOnlyMemory<byte> value) => new(SqlKind.Blob, false, bytes: value);

    public static implicit operator SqlValue(Guid value) => new(SqlKind.Uuid, false, uuid: value);

    public static implicit operator SqlValue(Guid? value) => new(SqlKind.Uuid, value is null, uuid: value.GetValueOrDefault());
}
