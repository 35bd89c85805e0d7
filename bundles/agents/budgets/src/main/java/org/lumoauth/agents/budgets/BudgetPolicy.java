/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

/**
 * The budget of an agent, or of every instance of a blueprint.
 *
 * @param holderId {@code agt_} or {@code abp_} and a ULID
 * @param limits the limits
 * @param generation increases with each reset, which restarts all counts
 */
public record BudgetPolicy(String holderId, BudgetLimits limits, long generation) {}
