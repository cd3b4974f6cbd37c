namespace Mail.Silo.Cli.Api;

/// <summary>The operations of the API, as its OpenAPI document lists them; a test compares.</summary>
internal static class ApiOperations
{
    public static readonly ApiOperation GetServer = new("getServer", HttpMethod.Get, "/server");
    public static readonly ApiOperation GetServerConfig = new("getServerConfig", HttpMethod.Get, "/server/config");
    public static readonly ApiOperation ReloadServer = new("reloadServer", HttpMethod.Post, "/server/reload");
    public static readonly ApiOperation PutServerLogLevel = new("putServerLogLevel", HttpMethod.Put, "/server/log-level");
    public static readonly ApiOperation ListLoginBlocks = new("listLoginBlocks", HttpMethod.Get, "/server/login-blocks");
    public static readonly ApiOperation LiftLoginBlock = new("liftLoginBlock", HttpMethod.Delete, "/server/login-blocks/{block}");

    public static readonly ApiOperation ListTenants = new("listTenants", HttpMethod.Get, "/tenants");
    public static readonly ApiOperation CreateTenant = new("createTenant", HttpMethod.Post, "/tenants", Creates: true);
    public static readonly ApiOperation GetTenant = new("getTenant", HttpMethod.Get, "/tenants/{tenant}");
    public static readonly ApiOperation DeleteTenant = new("deleteTenant", HttpMethod.Delete, "/tenants/{tenant}");
    public static readonly ApiOperation UpdateTenant = new("updateTenant", HttpMethod.Patch, "/tenants/{tenant}");

    public static readonly ApiOperation ListDomains = new("listDomains", HttpMethod.Get, "/tenants/{tenant}/domains");
    public static readonly ApiOperation GetDomain = new("getDomain", HttpMethod.Get, "/tenants/{tenant}/domains/{domain}");
    public static readonly ApiOperation PutDomain = new("putDomain", HttpMethod.Put, "/tenants/{tenant}/domains/{domain}");
    public static readonly ApiOperation DeleteDomain = new("deleteDomain", HttpMethod.Delete, "/tenants/{tenant}/domains/{domain}");

    public static readonly ApiOperation ListUsers = new("listUsers", HttpMethod.Get, "/domains/{domain}/users");
    public static readonly ApiOperation CreateUser = new("createUser", HttpMethod.Post, "/domains/{domain}/users", Creates: true);
    public static readonly ApiOperation GetUser = new("getUser", HttpMethod.Get, "/users/{user}");
    public static readonly ApiOperation UpdateUser = new("updateUser", HttpMethod.Patch, "/users/{user}");
    public static readonly ApiOperation DeleteUser = new("deleteUser", HttpMethod.Delete, "/users/{user}");

    public static readonly ApiOperation ListAliases = new("listAliases", HttpMethod.Get, "/domains/{domain}/aliases");
    public static readonly ApiOperation GetAlias = new("getAlias", HttpMethod.Get, "/domains/{domain}/aliases/{alias}");
    public static readonly ApiOperation PutAlias = new("putAlias", HttpMethod.Put, "/domains/{domain}/aliases/{alias}");
    public static readonly ApiOperation DeleteAlias = new("deleteAlias", HttpMethod.Delete, "/domains/{domain}/aliases/{alias}");

    public static readonly ApiOperation ListAppPasswords = new("listAppPasswords", HttpMethod.Get, "/users/{user}/app-passwords");
    public static readonly ApiOperation CreateAppPassword = new("createAppPassword", HttpMethod.Post, "/users/{user}/app-passwords", Creates: true);
    public static readonly ApiOperation RevokeAppPassword = new("revokeAppPassword", HttpMethod.Delete, "/users/{user}/app-passwords/{id}");

    public static readonly ApiOperation ListApiKeys = new("listApiKeys", HttpMethod.Get, "/api-keys");
    public static readonly ApiOperation CreateApiKey = new("createApiKey", HttpMethod.Post, "/api-keys", Creates: true);
    public static readonly ApiOperation RevokeApiKey = new("revokeApiKey", HttpMethod.Delete, "/api-keys/{key}");
    public static readonly ApiOperation ListTenantApiKeys = new("listTenantApiKeys", HttpMethod.Get, "/tenants/{tenant}/api-keys");
    public static readonly ApiOperation CreateTenantApiKey = new("createTenantApiKey", HttpMethod.Post, "/tenants/{tenant}/api-keys", Creates: true);
    public static readonly ApiOperation RevokeTenantApiKey = new("revokeTenantApiKey", HttpMethod.Delete, "/tenants/{tenant}/api-keys/{key}");

    public static readonly ApiOperation GetMailbox = new("getMailbox", HttpMethod.Get, "/users/{user}/mailbox");
    public static readonly ApiOperation ListFolders = new("listFolders", HttpMethod.Get, "/users/{user}/folders");
    public static readonly ApiOperation CreateFolder = new("createFolder", HttpMethod.Post, "/users/{user}/folders", Creates: true);
    public static readonly ApiOperation GetFolder = new("getFolder", HttpMethod.Get, "/users/{user}/folders/{folder}");
    public static readonly ApiOperation RenameFolder = new("renameFolder", HttpMethod.Patch, "/users/{user}/folders/{folder}");
    public static readonly ApiOperation DeleteFolder = new("deleteFolder", HttpMethod.Delete, "/users/{user}/folders/{folder}");

    public static readonly ApiOperation ListMessages = new("listMessages", HttpMethod.Get, "/users/{user}/folders/{folder}/messages");
    public static readonly ApiOperation AppendMessage = new("appendMessage", HttpMethod.Post, "/users/{user}/folders/{folder}/messages", Creates: true);
    public static readonly ApiOperation GetMessage = new("getMessage", HttpMethod.Get, "/users/{user}/folders/{folder}/messages/{uid}");
    public static readonly ApiOperation DeleteMessage = new("deleteMessage", HttpMethod.Delete, "/users/{user}/folders/{folder}/messages/{uid}");
    public static readonly ApiOperation GetRawMessage = new("getRawMessage", HttpMethod.Get, "/users/{user}/folders/{folder}/messages/{uid}/raw");
    public static readonly ApiOperation GetAttachment = new("getAttachment", HttpMethod.Get, "/users/{user}/folders/{folder}/messages/{uid}/attachments/{attachment}");
    public static readonly ApiOperation PutFlags = new("putFlags", HttpMethod.Put, "/users/{user}/folders/{folder}/messages/{uid}/flags");
    public static readonly ApiOperation PatchFlags = new("patchFlags", HttpMethod.Patch, "/users/{user}/folders/{folder}/messages/{uid}/flags");
    public static readonly ApiOperation MoveMessage = new("moveMessage", HttpMethod.Post, "/users/{user}/folders/{folder}/messages/{uid}/move", Creates: true);
    public static readonly ApiOperation CopyMessage = new("copyMessage", HttpMethod.Post, "/users/{user}/folders/{folder}/messages/{uid}/copy", Creates: true);
    public static readonly ApiOperation SendMessage = new("sendMessage", HttpMethod.Post, "/users/{user}/messages", Creates: true);

    public static readonly ApiOperation WatchMailbox = new("watchMailbox", HttpMethod.Get, "/users/{user}/events");

    public static readonly ApiOperation GetQueues = new("getQueues", HttpMethod.Get, "/queues");
    public static readonly ApiOperation ListDeadLetters = new("listDeadLetters", HttpMethod.Get, "/queues/streams/{stream}/dead-letters");
    public static readonly ApiOperation ReplayDeadLetter = new("replayDeadLetter", HttpMethod.Post, "/queues/streams/{stream}/dead-letters/{id}/replay");
    public static readonly ApiOperation DropDeadLetter = new("dropDeadLetter", HttpMethod.Delete, "/queues/streams/{stream}/dead-letters/{id}");
    public static readonly ApiOperation ListOutbound = new("listOutbound", HttpMethod.Get, "/queues/outbound");
    public static readonly ApiOperation HoldOutbound = new("holdOutbound", HttpMethod.Post, "/queues/outbound/{id}/hold");
    public static readonly ApiOperation ReleaseOutbound = new("releaseOutbound", HttpMethod.Post, "/queues/outbound/{id}/release");
    public static readonly ApiOperation DeleteOutbound = new("deleteOutbound", HttpMethod.Post, "/queues/outbound/{id}/delete");

    public static readonly ApiOperation ListAudit = new("listAudit", HttpMethod.Get, "/audit");
    public static readonly ApiOperation ListTenantAudit = new("listTenantAudit", HttpMethod.Get, "/tenants/{tenant}/audit");
}
