/** Agents and resources registered by an administrator. */
@TenantTables("aau_party")
package org.lumoauth.agents.aauth.registration;

import org.lumoauth.platform.persistence.TenantTables;
