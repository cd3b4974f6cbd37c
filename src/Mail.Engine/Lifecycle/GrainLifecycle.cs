using Orleans.Runtime;

namespace Mail.Engine.Lifecycle;

/// <summary>An activation's lifecycle.</summary>
internal sealed class GrainLifecycle : StagedLifecycle, IGrainLifecycle;
