using System.Reflection;
using Mail.Engine.Activation;
using Orleans;
using Orleans.Core;
using Orleans.Runtime;

namespace Mail.Engine.Persistence;

/// <summary>Makes the stored states that a grain's constructor asks for.</summary>
internal static class PersistentStateFactory
{
    public static Func<GrainActivation, object?> For(ParameterInfo parameter, PersistentStateAttribute attribute)
    {
        var type = parameter.ParameterType;
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(IPersistentState<>))
        {
            throw new OrleansConfigurationException($"Parameter {parameter.Name} of {parameter.Member.DeclaringType} has [PersistentState] but is not an IPersistentState<T>.");
        }

        return typeof(PersistentStateFactory).GetMethod(nameof(Maker), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type.GetGenericArguments())
            .Invoke(null, [parameter, attribute]) as Func<GrainActivation, object?> ?? throw new InvalidOperationException();
    }

    private static Func<GrainActivation, object?> Maker<TState>(ParameterInfo parameter, PersistentStateAttribute attribute) => activation =>
    {
        var name = string.IsNullOrEmpty(attribute.StateName) ? parameter.Name! : attribute.StateName;
        var state = new StoredState<TState>(name, activation, GrainStorages.Find(activation, attribute.StorageName));
        activation.ObservableLifecycle.Subscribe(name, GrainLifecycleStage.SetupState, token => ((IStorage)state).ReadStateAsync(token));
        return state;
    };
}
