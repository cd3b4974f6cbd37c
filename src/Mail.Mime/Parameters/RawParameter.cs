namespace Mail.Mime.Parameters;

/// <summary>A parameter as it stands: <c>name*3*=value</c> has section 3 and is extended. The value is unquoted.</summary>
internal readonly record struct RawParameter(string Name, int Section, bool IsExtended, byte[] Value);
