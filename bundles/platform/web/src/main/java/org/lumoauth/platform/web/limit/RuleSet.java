package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Optional;

/**
 * The rules of one operation, at most one for each {@link LimitRule.Key}.
 *
 * @param ip limits the requests of one network address
 * @param caller limits the requests of one authenticated caller
 * @param tenant limits the requests of all authenticated callers of one tenant together
 */
public record RuleSet(
    Optional<LimitRule> ip, Optional<LimitRule> caller, Optional<LimitRule> tenant) {

  /** Chooses the first rule of each key that covers the operation; a count of 0 is no limit. */
  static RuleSet of(List<LimitRule> rules, String method, String path) {
    return new RuleSet(
        first(rules, LimitRule.Key.IP, method, path),
        first(rules, LimitRule.Key.CALLER, method, path),
        first(rules, LimitRule.Key.TENANT, method, path));
  }

  private static Optional<LimitRule> first(
      List<LimitRule> rules, LimitRule.Key key, String method, String path) {
    return rules.stream()
        .filter(rule -> rule.key() == key && rule.covers(method, path))
        .findFirst()
        .filter(rule -> rule.count() > 0);
  }
}
