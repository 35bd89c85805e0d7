/** Agents and resources registered by an administrator. */
@TenantTables("aau_party")
@NullMarked
package org.lumoauth.agents.aauth.registration;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
