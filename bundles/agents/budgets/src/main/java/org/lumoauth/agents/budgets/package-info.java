/**
 * Budgets of agents: tokens per day, calls per hour, cost per month. Limits are kept by
 * administrators, uses are counted in the store by conditional updates, so that no number of nodes
 * together lets more pass than a limit says. Calls are taken from the store in blocks.
 */
package org.lumoauth.agents.budgets;
