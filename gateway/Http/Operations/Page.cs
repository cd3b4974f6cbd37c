using System.ComponentModel;

namespace Mail.Gateway.Http.Operations;

[Description("Part of a list.")]
internal sealed record Page<T>(
    [property: Description("The items, in the order of the list.")] IReadOnlyList<T> Items,
    [property: Description("Give this as `cursor` for what follows; absent at the end.")] string? Next = null);
