/**
 * Registered OAuth clients: a client source and a subject source that answer from memory, and the
 * registry that changes clients.
 */
@TenantTables({"oac_client", "oac_client_gone", "oac_scope"})
package org.lumoauth.oauth.clients;

import org.lumoauth.platform.persistence.TenantTables;
