namespace System;

// netstandard2.0 has no such type; list patterns need it.
internal readonly struct Index(int value, bool fromEnd = false)
{
    public int GetOffset(int length) => fromEnd ? length - value : value;
}
