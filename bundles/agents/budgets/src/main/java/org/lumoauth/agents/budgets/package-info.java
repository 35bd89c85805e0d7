/**
 * Budgets of agents: tokens per day, calls per hour, cost per month. Administrators set the limits.
 * Usage is counted in the database by conditional updates, so that any number of nodes together
 * never exceeds a limit. Each node reserves several calls at a time in the database and releases
 * unused calls after a second.
 */
@TenantTables({"agb_policy", "agb_count", "agb_report", "agb_revision"})
package org.lumoauth.agents.budgets;

import org.lumoauth.platform.persistence.TenantTables;
