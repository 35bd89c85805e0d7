/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets;

/**
 * An agent that a use is charged to: the using agent or one of its ancestors.
 *
 * @param agentId the agent
 * @param limits the combined limits of the agent and its blueprint
 * @param generation the generation of its budget
 */
record BudgetHolder(String agentId, BudgetLimits limits, long generation) {}
