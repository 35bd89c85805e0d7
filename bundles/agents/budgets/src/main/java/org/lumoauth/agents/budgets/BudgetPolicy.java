package org.lumoauth.agents.budgets;

/**
 * The budget of an agent, or of every instance of a blueprint.
 *
 * @param holderId {@code agt_} or {@code abp_} and a ULID
 * @param limits what may be used
 * @param generation counts begin anew with each; more than the one before
 */
public record BudgetPolicy(String holderId, BudgetLimits limits, long generation) {}
