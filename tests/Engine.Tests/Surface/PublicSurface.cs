using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Engine.Tests.Surface;

/// <summary>The public and protected members of an assembly, read from its metadata without loading it.</summary>
internal static class PublicSurface
{
    public static SortedDictionary<string, SortedSet<string>> Read(string path)
    {
        using var stream = File.OpenRead(path);
        using var pe = new PEReader(stream);
        var md = pe.GetMetadataReader();
        var result = new SortedDictionary<string, SortedSet<string>>(StringComparer.Ordinal);
        foreach (var handle in md.TypeDefinitions)
        {
            var type = md.GetTypeDefinition(handle);
            if (!IsVisible(md, type)) continue;
            result[Names.Of(md, handle)] = Members(md, handle, type);
        }
        return result;
    }

    private static SortedSet<string> Members(MetadataReader md, TypeDefinitionHandle handle, TypeDefinition type)
    {
        var names = new Names();
        var members = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var h in type.GetMethods())
        {
            var m = md.GetMethodDefinition(h);
            if (!IsVisible(m.Attributes & MethodAttributes.MemberAccessMask)) continue;
            var s = m.DecodeSignature(names, 0);
            var n = md.GetString(m.Name);
            var g = m.GetGenericParameters().Count;
            members.Add($"{(m.Attributes.HasFlag(MethodAttributes.Static) ? "static " : "")}{s.ReturnType} {n}{(g > 0 ? "`" + g : "")}({string.Join(", ", s.ParameterTypes)})");
        }
        foreach (var h in type.GetFields())
        {
            var f = md.GetFieldDefinition(h);
            if (!IsVisible((MethodAttributes)(f.Attributes & FieldAttributes.FieldAccessMask))) continue;
            var value = "";
            if (!f.GetDefaultValue().IsNil && type.BaseType.Kind == HandleKind.TypeReference && md.GetString(md.GetTypeReference((TypeReferenceHandle)type.BaseType).Name) == "Enum")
            {
                var c = md.GetConstant(f.GetDefaultValue());
                value = " = " + md.GetBlobReader(c.Value).ReadConstant(c.TypeCode);
            }
            members.Add($"field {f.DecodeSignature(names, 0)} {md.GetString(f.Name)}{value}");
        }
        foreach (var i in type.GetInterfaceImplementations())
        {
            members.Add("implements " + Names.OfEntity(md, md.GetInterfaceImplementation(i).Interface, names));
        }
        if (!type.BaseType.IsNil) members.Add("extends " + Names.OfEntity(md, type.BaseType, names));
        return members;
    }

    private static bool IsVisible(MetadataReader md, TypeDefinition type)
    {
        var v = type.Attributes & TypeAttributes.VisibilityMask;
        return v == TypeAttributes.Public || ((v is TypeAttributes.NestedPublic or TypeAttributes.NestedFamily or TypeAttributes.NestedFamORAssem) && IsVisible(md, md.GetTypeDefinition(type.GetDeclaringType())));
    }

    private static bool IsVisible(MethodAttributes access) =>
        access is MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem;

    private sealed class Names : ISignatureTypeProvider<string, int>
    {
        public static string Of(MetadataReader md, TypeDefinitionHandle h)
        {
            var t = md.GetTypeDefinition(h);
            var n = md.GetString(t.Name);
            if (!t.GetDeclaringType().IsNil) return Of(md, t.GetDeclaringType()) + "+" + n;
            var ns = md.GetString(t.Namespace);
            return ns.Length == 0 ? n : ns + "." + n;
        }

        public static string OfEntity(MetadataReader md, EntityHandle h, Names names) => h.Kind switch
        {
            HandleKind.TypeDefinition => Of(md, (TypeDefinitionHandle)h),
            HandleKind.TypeReference => names.GetTypeFromReference(md, (TypeReferenceHandle)h, 0),
            _ => md.GetTypeSpecification((TypeSpecificationHandle)h).DecodeSignature(names, 0),
        };

        public string GetArrayType(string e, ArrayShape s) => e + "[" + new string(',', s.Rank - 1) + "]";
        public string GetByReferenceType(string e) => e + "&";
        public string GetFunctionPointerType(MethodSignature<string> s) => "fnptr";
        public string GetGenericInstantiation(string g, ImmutableArray<string> a) => g + "<" + string.Join(",", a) + ">";
        public string GetGenericMethodParameter(int c, int i) => "!!" + i;
        public string GetGenericTypeParameter(int c, int i) => "!" + i;
        public string GetModifiedType(string m, string u, bool r) => u;
        public string GetPinnedType(string e) => e;
        public string GetPointerType(string e) => e + "*";
        public string GetPrimitiveType(PrimitiveTypeCode t) => t.ToString();
        public string GetSZArrayType(string e) => e + "[]";
        public string GetTypeFromDefinition(MetadataReader r, TypeDefinitionHandle h, byte k) => Of(r, h);
        public string GetTypeFromReference(MetadataReader r, TypeReferenceHandle h, byte k)
        {
            var t = r.GetTypeReference(h);
            var n = r.GetString(t.Name);
            if (t.ResolutionScope.Kind == HandleKind.TypeReference) return GetTypeFromReference(r, (TypeReferenceHandle)t.ResolutionScope, k) + "+" + n;
            var ns = r.GetString(t.Namespace);
            return ns.Length == 0 ? n : ns + "." + n;
        }
        public string GetTypeFromSpecification(MetadataReader r, int c, TypeSpecificationHandle h, byte k) => r.GetTypeSpecification(h).DecodeSignature(this, c);
    }
}
