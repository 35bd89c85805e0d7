/**
 * External issuers that a tenant trusts: their registration, the verification of their assertions,
 * and the mapping of subjects to users.
 */
@TenantTables({"oti_subject", "oti_issuer"})
package org.lumoauth.oauth.trustedissuers;

import org.lumoauth.platform.persistence.TenantTables;
