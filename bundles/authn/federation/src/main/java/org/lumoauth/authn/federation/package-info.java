/**
 * Signs users in through external identity providers: the tenant's providers, the linked
 * identities, and the redirect to a provider and back. Connectors implement the providers'
 * protocols.
 */
@TenantTables({"fed_link", "fed_provider"})
@NullMarked
package org.lumoauth.authn.federation;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
