/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.time.Duration;
import java.util.Set;
import org.lumoauth.agents.jit.request.JitRequestedAccess;
import org.lumoauth.agents.jit.task.AgentTask;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.authz.SystemPermissions;
import org.lumoauth.api.web.ApiException;

/** Assesses risk by the tenant's rules and the history of the task. */
public final class PermissionRiskAssessor {

  private final RiskRules rules;

  public PermissionRiskAssessor(RiskRules rules) {
    this.rules = rules;
  }

  /**
   * Returns the risk of the requested access: the highest risk of its actions, raised by the
   * history of the task.
   *
   * @param requests the number of earlier requests of the task
   * @throws ApiException 403 {@code capability_denied} if a rule requires a capability that the
   *     agent lacks
   */
  public RiskLevel of(Agent agent, JitRequestedAccess wanted, AgentTask task, int requests) {
    RiskLevel risk = RiskLevel.LOW;
    for (JitRequestedAccess.JitRequestedAction step : wanted.steps()) {
      var rule = rules.ruleFor(step.type(), step.action(), verb(step));
      rule.flatMap(RiskRule::capability)
          .filter(needed -> !agent.capabilities().contains(needed))
          .ifPresent(
              needed -> {
                throw new ApiException(
                    403, "capability_denied", "The agent lacks the capability " + needed + ".");
              });
      risk = risk.atLeast(rule.map(RiskRule::level).orElse(RiskLevel.HIGH));
    }
    if (task.anomalies() > 0 || task.denials() == 1 || requests >= rules.requestsPerTask()) {
      risk = risk.atLeast(RiskLevel.MEDIUM);
    }
    if (requests >= 2 * rules.requestsPerTask()) {
      risk = risk.atLeast(RiskLevel.HIGH);
    }
    return task.denials() > 1 ? RiskLevel.CRITICAL : risk;
  }

  /**
   * Returns whether the requested access is within these names, which are capabilities or the scope
   * of a token: a scope by its own name; an action of a detail by its type, by {@code type:action}
   * or {@code type.action}, or by the capability that the tenant's rule for it names.
   */
  public boolean isWithin(Set<String> names, JitRequestedAccess wanted) {
    return wanted.steps().stream().allMatch(step -> covers(names, step));
  }

  private boolean covers(Set<String> names, JitRequestedAccess.JitRequestedAction step) {
    if (step.type().equals(JitRequestedAccess.SCOPE)) {
      return names.contains(step.action());
    }
    return names.contains(step.type())
        || names.contains(step.type() + ":" + step.action())
        || names.contains(step.type() + "." + step.action())
        || rules
            .ruleFor(step.type(), step.action(), verb(step))
            .flatMap(RiskRule::capability)
            .filter(names::contains)
            .isPresent();
  }

  public boolean isAutomatic(RiskLevel risk) {
    return rules.automatic().contains(risk);
  }

  /** Returns how long grants for other tasks count towards the cost. */
  public Duration lookBack() {
    return Duration.ofSeconds(rules.costWindowSeconds());
  }

  /**
   * Returns whether this request exceeds the usual number of requests per task, which raises the
   * risk.
   */
  public boolean isRequestLimitExceeded(int requests) {
    return requests == rules.requestsPerTask() || requests == 2 * rules.requestsPerTask();
  }

  public boolean isSuspensionDue(AgentTask task) {
    return task.denials() >= rules.suspendAfterDenials()
        || task.anomalies() >= rules.suspendAfterAnomalies();
  }

  /**
   * Returns the verb of a scope, if its name contains one: {@code read:documents} and {@code
   * documents.read}. Scopes for the administration of this server never count as harmless.
   */
  private static String verb(JitRequestedAccess.JitRequestedAction step) {
    String action = step.action();
    if (!step.type().equals(JitRequestedAccess.SCOPE)
        || SystemPermissions.isAdministrative(action)) {
      return action;
    }
    for (String verb : new String[] {"read", "write"}) {
      if (action.startsWith(verb + ":") || action.endsWith("." + verb)) {
        return verb;
      }
    }
    return action;
  }
}
