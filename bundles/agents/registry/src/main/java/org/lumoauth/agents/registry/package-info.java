/**
 * The agent registry: registers agents with their capabilities and credentials, and stops them. An
 * agent and the OAuth client with which it authenticates are one row, so neither exists without the
 * other. Lookups during authentication, token issuance and capability checks are served from
 * memory. A change is visible to the next request on this node and, through events, on other nodes.
 */
@NullMarked
@TenantTables({"agent", "agent_blueprint", "agent_credential", "agent_client_gone"})
package org.lumoauth.agents.registry;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
