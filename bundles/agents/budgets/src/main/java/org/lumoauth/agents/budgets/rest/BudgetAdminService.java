/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.budgets.rest;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.lumoauth.agents.budgets.BudgetHolderResolver;
import org.lumoauth.agents.budgets.BudgetLimits;
import org.lumoauth.agents.budgets.BudgetPolicy;
import org.lumoauth.agents.budgets.BudgetPolicyCache;
import org.lumoauth.agents.budgets.BudgetViewFactory;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.web.HttpExchange;

/** Changes budgets on behalf of administrators, with audit records. */
final class BudgetAdminService {

  private final BudgetHolderResolver holders;
  private final BudgetPolicyCache policies;
  private final AuditLog audit;

  BudgetAdminService(BudgetHolderResolver holders, BudgetPolicyCache policies, AuditLog audit) {
    this.holders = holders;
    this.policies = policies;
    this.audit = audit;
  }

  /**
   * Sets the limits of an agent, or of every instance of a blueprint.
   *
   * @throws ApiException 403 {@code permission_denied} if the change removes people's approval or
   *     raises the cost threshold for it, and the caller has no permission to approve
   */
  void setLimits(HttpExchange exchange, String holderId, BudgetLimits limits) {
    refuseBounded(exchange, holderId);
    var before = new AtomicReference<>(BudgetLimits.NONE);
    policies.change(
        exchange.tenant(),
        holderId,
        was -> {
          if (limits.asksLessThan(was.limits())) { // same permission as changing the risk rules
            exchange.require(SystemPermissions.JIT_APPROVE);
          }
          before.set(was.limits());
          return new BudgetPolicy(holderId, limits, was.generation());
        });
    var details = new LinkedHashMap<String, Object>();
    details.put("oldValue", BudgetViewFactory.limits(before.get()));
    details.put("newValue", BudgetViewFactory.limits(limits));
    record(exchange, "agent.budget.changed", holderId, "The budget was changed.", details);
  }

  void reset(HttpExchange exchange, String holderId) {
    refuseBounded(exchange, holderId);
    policies.change(
        exchange.tenant(),
        holderId,
        was -> new BudgetPolicy(holderId, was.limits(), was.generation() + 1));
    record(
        exchange,
        "agent.budget.reset",
        holderId,
        "The budget's usage counts were reset.",
        Map.of());
  }

  /** Rejects a change by an agent that the budget limits, directly or through an ancestor. */
  private void refuseBounded(HttpExchange exchange, String holderId) {
    var caller = exchange.caller();
    boolean bounded =
        Stream.concat(
                Stream.of(caller.subject()),
                Stream.concat(caller.actors().stream(), caller.principal().stream()))
            .filter(party -> party.type().equals(SubjectRef.AGENT))
            .anyMatch(agent -> holders.appliesTo(exchange.tenant(), holderId, agent.id()));
    if (bounded) {
      throw ApiException.forbidden(
          "An agent cannot change a budget that limits it: its own, its ancestors', "
              + "or those of"
              + " their blueprints.");
    }
  }

  private void record(
      HttpExchange exchange,
      String action,
      String holderId,
      String message,
      Map<String, Object> details) {
    audit.record(
        exchange.tenant().id(),
        exchange
            .initiator()
            .auditEvent(action, message)
            .withTarget(holderId.startsWith("abp_") ? "agent_blueprint" : "agent", holderId)
            .withDetails(details));
  }
}
