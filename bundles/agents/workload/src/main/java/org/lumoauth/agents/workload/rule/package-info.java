/** Trust rules: storage, changes and cache. */
@TenantTables({"awl_use", "awl_rule", "awl_change"})
package org.lumoauth.agents.workload.rule;

import org.lumoauth.platform.persistence.TenantTables;
