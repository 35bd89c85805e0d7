/**
 * Just-in-time permissions of agents for one task and a few minutes: low and medium risk is granted
 * immediately, higher risk after a person approved exactly this access.
 */
@TenantTables({"jit_request", "jit_task", "jit_rules", "jit_stop", "jit_spend", "jit_spender"})
@NullMarked
package org.lumoauth.agents.jit;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
