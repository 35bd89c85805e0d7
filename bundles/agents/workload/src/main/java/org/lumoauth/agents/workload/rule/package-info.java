/** Trust rules: storage, changes and cache. */
@TenantTables({"awl_use", "awl_rule", "awl_change"})
@NullMarked
package org.lumoauth.agents.workload.rule;

import org.jspecify.annotations.NullMarked;
import org.lumoauth.platform.persistence.TenantTables;
