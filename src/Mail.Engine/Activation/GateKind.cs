namespace Mail.Engine.Activation;

/// <summary>How a call entered an activation's gate.</summary>
internal enum GateKind : byte
{
    /// <summary>Not inside.</summary>
    Outside,

    /// <summary>Keeps others out.</summary>
    Exclusive,

    /// <summary>Keeps others out that may write.</summary>
    ReadOnly,

    /// <summary>Keeps nobody out.</summary>
    Interleaving,
}
