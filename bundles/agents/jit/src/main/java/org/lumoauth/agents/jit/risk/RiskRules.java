/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.risk;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.jit.request.JitRequestedAccess;

/**
 * A tenant's risk rules: the first rule that matches an action decides.
 *
 * @param rules the rules in order; an action without a match has high risk
 * @param automatic the risk levels that are granted without approval
 * @param suspendAfterDenials the number of denials that suspends a task
 * @param suspendAfterAnomalies the number of anomalies that suspends a task
 * @param requestsPerTask the usual number of requests per task; more raise the risk
 * @param costWindowSeconds how long grants for other tasks count towards the cost limit that
 *     requires approval; 0 means not at all
 */
public record RiskRules(
    List<RiskRule> rules,
    Set<RiskLevel> automatic,
    int suspendAfterDenials,
    int suspendAfterAnomalies,
    int requestsPerTask,
    int costWindowSeconds) {

  /** The default rules. */
  public static final RiskRules STANDARD =
      new RiskRules(
          List.of(
              rule(Set.of("payment", "user_data", "credentials"), Set.of(), RiskLevel.CRITICAL),
              rule(
                  Set.of("file_access", "api_call", "database_query"),
                  Set.of("read", "select", "GET", "HEAD", "OPTIONS"),
                  RiskLevel.LOW),
              rule(
                  Set.of(),
                  Set.of("delete", "admin", "execute", "DELETE", "drop", "truncate", "export"),
                  RiskLevel.HIGH),
              rule(
                  Set.of("file_access", "api_call", "database_query"),
                  Set.of("write", "insert", "update", "POST", "PUT", "PATCH"),
                  RiskLevel.MEDIUM),
              rule(Set.of(JitRequestedAccess.SCOPE), Set.of("read"), RiskLevel.LOW),
              rule(Set.of(JitRequestedAccess.SCOPE), Set.of("write"), RiskLevel.MEDIUM)),
          Set.of(RiskLevel.LOW, RiskLevel.MEDIUM),
          3,
          5,
          50,
          3_600);

  public RiskRules {
    rules = List.copyOf(rules);
    automatic = Set.copyOf(automatic);
  }

  /** Returns the rule for an action, by its name or by the verb in its name. */
  Optional<RiskRule> ruleFor(String type, String action, String verb) {
    return rules.stream()
        .filter(rule -> rule.matches(type, action) || rule.matches(type, verb))
        .findFirst();
  }

  private static RiskRule rule(Set<String> types, Set<String> actions, RiskLevel level) {
    return new RiskRule(types, actions, level, Optional.empty());
  }
}
