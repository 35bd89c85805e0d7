/**
 * Registered OAuth clients: a client source and a subject source that answer from memory, and the
 * registry that changes clients.
 */
@TenantTables({"oac_client", "oac_client_gone", "oac_scope"})
@NullMarked
package org.lumoauth.oauth.clients;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
