namespace Mail.Engine.Activation;

/// <summary>Where an activation is in its life; it only moves forward.</summary>
internal enum ActivationState
{
    Activating,
    Valid,

    /// <summary>Takes no new calls; those inside finish.</summary>
    Draining,

    /// <summary>Runs OnDeactivateAsync.</summary>
    Deactivating,
    Gone,
}
