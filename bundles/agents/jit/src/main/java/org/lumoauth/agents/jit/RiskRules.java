package org.lumoauth.agents.jit;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tenant's rules of risk: the first that matches an action decides.
 *
 * @param rules in their order; what none of them matches is high
 * @param automatic the risks that nobody is asked for
 * @param suspendAfterDenials after how many denials a task is suspended
 * @param suspendAfterAnomalies after how many anomalies
 * @param requestsPerTask how many requests of one task are usual; more raise the risk
 * @param costWindowSeconds for how long what an agent was granted for other tasks counts towards
 *     the cost above which a person is asked; 0 means not at all
 */
public record RiskRules(
    List<RiskRule> rules,
    Set<RiskLevel> automatic,
    int suspendAfterDenials,
    int suspendAfterAnomalies,
    int requestsPerTask,
    int costWindowSeconds) {

  /** The rules of a tenant that made none. */
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

  /** The rule for an action, by its name or by what its name says that it does. */
  Optional<RiskRule> ruleFor(String type, String action, String verb) {
    return rules.stream()
        .filter(rule -> rule.matches(type, action) || rule.matches(type, verb))
        .findFirst();
  }

  private static RiskRule rule(Set<String> types, Set<String> actions, RiskLevel level) {
    return new RiskRule(types, actions, level, Optional.empty());
  }
}
