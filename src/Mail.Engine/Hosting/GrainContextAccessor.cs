using Orleans.Runtime;

namespace Mail.Engine.Hosting;

internal sealed class GrainContextAccessor : IGrainContextAccessor
{
    public IGrainContext GrainContext => RuntimeContext.Current!;
}
