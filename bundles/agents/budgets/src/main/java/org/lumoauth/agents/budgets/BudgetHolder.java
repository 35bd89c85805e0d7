package org.lumoauth.agents.budgets;

/**
 * An agent against whose budget a use counts: the one that uses, or one above it.
 *
 * @param agentId which
 * @param limits its own and its blueprint's together
 * @param generation of its budget
 */
record BudgetHolder(String agentId, BudgetLimits limits, long generation) {}
