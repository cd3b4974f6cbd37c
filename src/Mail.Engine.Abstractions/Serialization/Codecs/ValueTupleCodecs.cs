using Orleans.Serialization.Buffers;

namespace Orleans.Serialization.Codecs;

/// <summary>A tuple of 2, as an object with the fields 1 to 2.</summary>
public sealed class ValueTupleCodec<T1, T2>(FieldCodec<T1> item1, FieldCodec<T2> item2) : StructCodec<(T1, T2)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
    }
}

/// <summary>A tuple of 3, as an object with the fields 1 to 3.</summary>
public sealed class ValueTupleCodec<T1, T2, T3>(FieldCodec<T1> item1, FieldCodec<T2> item2, FieldCodec<T3> item3) : StructCodec<(T1, T2, T3)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable && item3.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2, T3) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
        item3.WriteField(ref writer, 3, value.Item3);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2, T3) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                case 3: value.Item3 = item3.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2, T3) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
        value.Item3 = item3.Copy(value.Item3, ref scope)!;
    }
}

/// <summary>A tuple of 4, as an object with the fields 1 to 4.</summary>
public sealed class ValueTupleCodec<T1, T2, T3, T4>(FieldCodec<T1> item1, FieldCodec<T2> item2, FieldCodec<T3> item3, FieldCodec<T4> item4) : StructCodec<(T1, T2, T3, T4)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable && item3.IsImmutable && item4.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2, T3, T4) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
        item3.WriteField(ref writer, 3, value.Item3);
        item4.WriteField(ref writer, 4, value.Item4);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2, T3, T4) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                case 3: value.Item3 = item3.ReadValue(ref reader, type)!; break;
                case 4: value.Item4 = item4.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2, T3, T4) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
        value.Item3 = item3.Copy(value.Item3, ref scope)!;
        value.Item4 = item4.Copy(value.Item4, ref scope)!;
    }
}

/// <summary>A tuple of 5, as an object with the fields 1 to 5.</summary>
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5>(FieldCodec<T1> item1, FieldCodec<T2> item2, FieldCodec<T3> item3, FieldCodec<T4> item4, FieldCodec<T5> item5) : StructCodec<(T1, T2, T3, T4, T5)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable && item3.IsImmutable && item4.IsImmutable && item5.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2, T3, T4, T5) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
        item3.WriteField(ref writer, 3, value.Item3);
        item4.WriteField(ref writer, 4, value.Item4);
        item5.WriteField(ref writer, 5, value.Item5);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2, T3, T4, T5) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                case 3: value.Item3 = item3.ReadValue(ref reader, type)!; break;
                case 4: value.Item4 = item4.ReadValue(ref reader, type)!; break;
                case 5: value.Item5 = item5.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2, T3, T4, T5) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
        value.Item3 = item3.Copy(value.Item3, ref scope)!;
        value.Item4 = item4.Copy(value.Item4, ref scope)!;
        value.Item5 = item5.Copy(value.Item5, ref scope)!;
    }
}

/// <summary>A tuple of 6, as an object with the fields 1 to 6.</summary>
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6>(FieldCodec<T1> item1, FieldCodec<T2> item2, FieldCodec<T3> item3, FieldCodec<T4> item4, FieldCodec<T5> item5, FieldCodec<T6> item6) : StructCodec<(T1, T2, T3, T4, T5, T6)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable && item3.IsImmutable && item4.IsImmutable && item5.IsImmutable && item6.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2, T3, T4, T5, T6) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
        item3.WriteField(ref writer, 3, value.Item3);
        item4.WriteField(ref writer, 4, value.Item4);
        item5.WriteField(ref writer, 5, value.Item5);
        item6.WriteField(ref writer, 6, value.Item6);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2, T3, T4, T5, T6) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                case 3: value.Item3 = item3.ReadValue(ref reader, type)!; break;
                case 4: value.Item4 = item4.ReadValue(ref reader, type)!; break;
                case 5: value.Item5 = item5.ReadValue(ref reader, type)!; break;
                case 6: value.Item6 = item6.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2, T3, T4, T5, T6) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
        value.Item3 = item3.Copy(value.Item3, ref scope)!;
        value.Item4 = item4.Copy(value.Item4, ref scope)!;
        value.Item5 = item5.Copy(value.Item5, ref scope)!;
        value.Item6 = item6.Copy(value.Item6, ref scope)!;
    }
}

/// <summary>A tuple of 7, as an object with the fields 1 to 7.</summary>
public sealed class ValueTupleCodec<T1, T2, T3, T4, T5, T6, T7>(FieldCodec<T1> item1, FieldCodec<T2> item2, FieldCodec<T3> item3, FieldCodec<T4> item4, FieldCodec<T5> item5, FieldCodec<T6> item6, FieldCodec<T7> item7) : StructCodec<(T1, T2, T3, T4, T5, T6, T7)>
{
    /// <inheritdoc/>
    public override bool IsImmutable { get; } = item1.IsImmutable && item2.IsImmutable && item3.IsImmutable && item4.IsImmutable && item5.IsImmutable && item6.IsImmutable && item7.IsImmutable;

    /// <inheritdoc/>
    public override void WriteMembers(ref Writer writer, ref (T1, T2, T3, T4, T5, T6, T7) value)
    {
        item1.WriteField(ref writer, 1, value.Item1);
        item2.WriteField(ref writer, 2, value.Item2);
        item3.WriteField(ref writer, 3, value.Item3);
        item4.WriteField(ref writer, 4, value.Item4);
        item5.WriteField(ref writer, 5, value.Item5);
        item6.WriteField(ref writer, 6, value.Item6);
        item7.WriteField(ref writer, 7, value.Item7);
    }

    /// <inheritdoc/>
    public override void ReadMembers(ref Reader reader, ref (T1, T2, T3, T4, T5, T6, T7) value)
    {
        while (reader.TryReadField(out var id, out var type))
        {
            switch (id)
            {
                case 1: value.Item1 = item1.ReadValue(ref reader, type)!; break;
                case 2: value.Item2 = item2.ReadValue(ref reader, type)!; break;
                case 3: value.Item3 = item3.ReadValue(ref reader, type)!; break;
                case 4: value.Item4 = item4.ReadValue(ref reader, type)!; break;
                case 5: value.Item5 = item5.ReadValue(ref reader, type)!; break;
                case 6: value.Item6 = item6.ReadValue(ref reader, type)!; break;
                case 7: value.Item7 = item7.ReadValue(ref reader, type)!; break;
                default: reader.Skip(type); break;
            }
        }
    }

    /// <inheritdoc/>
    public override void CopyMembers(ref (T1, T2, T3, T4, T5, T6, T7) value, ref CopyScope scope)
    {
        value.Item1 = item1.Copy(value.Item1, ref scope)!;
        value.Item2 = item2.Copy(value.Item2, ref scope)!;
        value.Item3 = item3.Copy(value.Item3, ref scope)!;
        value.Item4 = item4.Copy(value.Item4, ref scope)!;
        value.Item5 = item5.Copy(value.Item5, ref scope)!;
        value.Item6 = item6.Copy(value.Item6, ref scope)!;
        value.Item7 = item7.Copy(value.Item7, ref scope)!;
    }
}
