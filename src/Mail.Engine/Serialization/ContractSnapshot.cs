using System.Reflection;
using System.Text;
using Orleans.Runtime;

namespace Orleans.Serialization;

/// <summary>
/// What an assembly says on the wire, as text: grain interfaces with method ids and signatures, serializable types with field ids and types. A test
/// holds it against a checked-in copy, so that a change that breaks a rolling upgrade fails a test.
/// </summary>
public static class ContractSnapshot
{
    private const BindingFlags Declared = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly;

    /// <summary>The contracts of <paramref name="assembly"/>, sorted by name; the same text on every run.</summary>
    public static string Describe(Assembly assembly)
    {
        var entries = assembly.GetTypes().Select(Describe).OfType<string>().Order(StringComparer.Ordinal);
        return string.Join('\n', entries);
    }

    private static string? Describe(Type type)
    {
        if (type.GetCustomAttribute<GenerateSerializerAttribute>() is not null)
        {
            return type.IsEnum ? DescribeEnum(type) : DescribeFields(type);
        }

        return type.IsInterface && typeof(IAddressable).IsAssignableFrom(type) ? DescribeInterface(type) : null;
    }

    private static string DescribeInterface(Type type)
    {
        var bases = type.GetInterfaces().Where(implemented => implemented != typeof(IAddressable)).Select(NameOf).Order(StringComparer.Ordinal);
        var lines = type.GetMethods().Select(method =>
            $"  {MethodId(type, method)}: {NameOf(method.ReturnType)} ({string.Join(", ", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))})");
        return Entry($"interface {WireName(type)} : {string.Join(", ", bases)}", lines);
    }

    private static string DescribeFields(Type type)
    {
        var numbered = type.GetFields(Declared).Cast<MemberInfo>().Concat(type.GetProperties(Declared))
            .Select(member => (member.GetCustomAttribute<IdAttribute>()?.Id, Member: member))
            .Where(entry => entry.Id is not null).OrderBy(entry => entry.Id)
            .Select(entry => $"  {entry.Id}: {NameOf(TypeOf(entry.Member))} {entry.Member.Name}");
        var level = type.BaseType?.GetCustomAttribute<GenerateSerializerAttribute>() is null ? "" : $" : {NameOf(type.BaseType)}";
        return Entry($"type {WireName(type)}{level}", numbered);
    }

    private static string DescribeEnum(Type type) => Entry(
        $"enum {WireName(type)} : {NameOf(Enum.GetUnderlyingType(type))}",
        type.GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => $"  {field.GetRawConstantValue()}: {field.Name}"));

    private static string Entry(string head, IEnumerable<string> lines)
    {
        var text = new StringBuilder(head).Append('\n');
        foreach (var line in lines.OrderBy(line => line, StringComparer.Ordinal))
        {
            text.Append(line).Append('\n');
        }

        return text.ToString();
    }

    // The same rule as the generator's: alias, number, or the name, with parameter types where there are overloads.
    private static string MethodId(Type type, MethodInfo method) => method.GetCustomAttribute<AliasAttribute>()?.Alias
        ?? (method.GetCustomAttribute<IdAttribute>() is { } id ? $"#{id.Id}" : null)
        ?? (type.GetMember(method.Name).Length == 1
            ? method.Name
            : $"{method.Name}({string.Join(",", method.GetParameters().Select(parameter => NameOf(parameter.ParameterType)))})");

    private static Type TypeOf(MemberInfo member) => member is PropertyInfo property ? property.PropertyType : ((FieldInfo)member).FieldType;

    private static string WireName(Type type) => type.GetCustomAttribute<AliasAttribute>()?.Alias ?? type.FullName ?? type.Name;

    private static string NameOf(Type type)
    {
        if (type.IsArray)
        {
            return $"{NameOf(type.GetElementType()!)}[]";
        }

        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            return $"{NameOf(underlying)}?";
        }

        return type.IsConstructedGenericType
            ? $"{WireName(type.GetGenericTypeDefinition()).Split('`')[0]}<{string.Join(", ", type.GetGenericArguments().Select(NameOf))}>"
            : type.IsGenericParameter ? type.Name : WireName(type);
    }
}
