/**
 * Token vault for agents: a tenant connects a service once, users link their accounts, and agents
 * retrieve the current access token, never the refresh token or client secret.
 */
@TenantTables({"vault_handed", "vault_grant", "vault_revocation", "vault_connection"})
@NullMarked
package org.lumoauth.agents.vault;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
