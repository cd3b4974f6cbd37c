namespace Mail.Storage.Schema;

/// <summary>Tenants, domains, accounts and API keys. A version is an id made per write. Times are .NET ticks, UTC; flags are numbers.</summary>
internal static class Migration002
{
    public static Migration Step { get; } = new(102, "tenants, domains, accounts, keys", Shared);

    // A key of the system has the tenant '', which no tenant is called: a comparison with NULL would use no index.
    private const string Shared = """
        CREATE TABLE mail_state.tenants (tenant {text} PRIMARY KEY, display_name {text} NOT NULL, version {uuid} NOT NULL);

        CREATE TABLE mail_state.domains (
            domain {text} PRIMARY KEY, tenant {text} NOT NULL, catch_all {text}, tag_delimiter {text}, version {uuid} NOT NULL);
        CREATE UNIQUE INDEX domains_tenant ON mail_state.domains (tenant, domain);

        CREATE TABLE mail_state.accounts (
            account {uuid} PRIMARY KEY, tenant {text} NOT NULL, domain {text} NOT NULL, local_part {text} NOT NULL, display_name {text} NOT NULL,
            salt {blob} NOT NULL, iterations bigint NOT NULL, stored_key {blob} NOT NULL, server_key {blob} NOT NULL,
            quota_bytes bigint NOT NULL, quota_messages bigint NOT NULL,
            disabled bigint NOT NULL, copy_to_sent bigint NOT NULL, deleting bigint NOT NULL, version {uuid} NOT NULL);
        CREATE UNIQUE INDEX accounts_address ON mail_state.accounts (domain, local_part) WHERE deleting = 0;

        CREATE TABLE mail_state.app_passwords (
            account {uuid} NOT NULL, id {text} NOT NULL, name {text} NOT NULL, created_ticks bigint NOT NULL,
            salt {blob} NOT NULL, iterations bigint NOT NULL, stored_key {blob} NOT NULL, server_key {blob} NOT NULL, PRIMARY KEY (account, id));

        CREATE TABLE mail_state.api_keys (
            id {text} PRIMARY KEY, tenant {text} NOT NULL, name {text} NOT NULL, hash {blob} NOT NULL, created_ticks bigint NOT NULL,
            version {uuid} NOT NULL);
        CREATE UNIQUE INDEX api_keys_tenant ON mail_state.api_keys (tenant, id);

        CREATE UNIQUE INDEX addresses_kind ON mail_state.addresses (domain, kind, local_part);
        """;
}
