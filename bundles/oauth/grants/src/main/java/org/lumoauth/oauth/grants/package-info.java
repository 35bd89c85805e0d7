/**
 * Stores the consents and grants of resource owners, revokes them, and issues the token responses
 * for grants.
 */
@TenantTables({"oag_grant", "oag_consent"})
package org.lumoauth.oauth.grants;

import org.lumoauth.platform.persistence.TenantTables;
