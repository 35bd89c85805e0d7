/**
 * Budgets of agents: tokens per day, calls per hour, cost per month. Administrators set the limits.
 * Usage is counted in the database by conditional updates, so that any number of nodes together
 * never exceeds a limit. Calls are reserved in blocks.
 */
package org.lumoauth.agents.budgets;
