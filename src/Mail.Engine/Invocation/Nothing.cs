namespace Mail.Engine.Invocation;

/// <summary>The result of calls that return none.</summary>
internal readonly struct Nothing;
