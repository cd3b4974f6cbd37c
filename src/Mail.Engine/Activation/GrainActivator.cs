using System.Collections.Concurrent;
using System.Reflection;
using Mail.Engine.Persistence;
using Microsoft.Extensions.DependencyInjection;
using Orleans.Runtime;

namespace Mail.Engine.Activation;

/// <summary>Makes grain instances: services of the activation's scope, and stored states, go into the constructor.</summary>
internal sealed class GrainActivator
{
    private readonly ConcurrentDictionary<Type, Plan> _plans = new();

    public object Create(GrainActivation activation) => _plans.GetOrAdd(activation.Class.Type, static type => new Plan(type)).Create(activation);

    private sealed class Plan
    {
        private readonly ConstructorInvoker _constructor;
        private readonly Func<GrainActivation, object?>[] _arguments;

        public Plan(Type type)
        {
            var constructor = type.GetConstructors(BindingFlags.Instance | BindingFlags.Public).MaxBy(c => c.GetParameters().Length)
                ?? throw new OrleansConfigurationException($"Grain class {type} has no public constructor.");
            _constructor = ConstructorInvoker.Create(constructor);
            _arguments = constructor.GetParameters().Select(Argument).ToArray();
        }

        public object Create(GrainActivation activation)
        {
            var values = new object?[_arguments.Length];
            for (var i = 0; i < values.Length; i++)
            {
                values[i] = _arguments[i](activation);
            }

            return _constructor.Invoke(values.AsSpan());
        }

        private static Func<GrainActivation, object?> Argument(ParameterInfo parameter)
        {
            if (parameter.GetCustomAttribute<PersistentStateAttribute>() is { } state)
            {
                return PersistentStateFactory.For(parameter, state);
            }

            var type = parameter.ParameterType;
            if (type == typeof(IGrainContext))
            {
                return static activation => activation;
            }

            if (parameter.GetCustomAttribute<FromKeyedServicesAttribute>() is { Key: { } key })
            {
                return activation => activation.ActivationServices.GetRequiredKeyedService(type, key);
            }

            return parameter.HasDefaultValue
                ? activation => activation.ActivationServices.GetService(type) ?? parameter.DefaultValue
                : activation => activation.ActivationServices.GetRequiredService(type);
        }
    }
}
