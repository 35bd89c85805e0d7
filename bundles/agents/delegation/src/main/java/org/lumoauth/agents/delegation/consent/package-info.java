/** Delegations of users to agents: storage, lookup and revocation. */
@TenantTables("agd_delegation")
package org.lumoauth.agents.delegation.consent;

import org.lumoauth.platform.persistence.TenantTables;
