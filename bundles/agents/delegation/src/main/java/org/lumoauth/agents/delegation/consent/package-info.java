/** Delegations of users to agents: storage, lookup and revocation. */
@TenantTables("agd_delegation")
@NullMarked
package org.lumoauth.agents.delegation.consent;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
