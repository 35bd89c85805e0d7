/**
 * Budgets of agents: tokens per day, calls per hour, cost per month. Administrators set the limits.
 * Usage is counted in the database by conditional updates, so that any number of nodes together
 * never exceeds a limit. Each node reserves several calls at a time in the database and releases
 * unused calls after a second.
 */
package org.lumoauth.agents.budgets;
