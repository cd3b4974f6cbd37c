namespace System.Runtime.CompilerServices;

// netstandard2.0 has no such type; records need it.
internal static class IsExternalInit;
