/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Optional;

/**
 * The rules of one operation, at most one for each {@link RateLimitRule.RateLimitKey}.
 *
 * @param ip limits the requests of one network address
 * @param caller limits the requests of one authenticated caller
 * @param tenant limits the requests of all authenticated callers of one tenant together
 */
public record RateLimitRuleSet(
    Optional<RateLimitRule> ip, Optional<RateLimitRule> caller, Optional<RateLimitRule> tenant) {

  /**
   * Selects the first rule of each key that applies to the operation; a count of 0 means no limit.
   */
  static RateLimitRuleSet of(List<RateLimitRule> rules, String method, String path) {
    return new RateLimitRuleSet(
        first(rules, RateLimitRule.RateLimitKey.IP, method, path),
        first(rules, RateLimitRule.RateLimitKey.CALLER, method, path),
        first(rules, RateLimitRule.RateLimitKey.TENANT, method, path));
  }

  private static Optional<RateLimitRule> first(
      List<RateLimitRule> rules, RateLimitRule.RateLimitKey key, String method, String path) {
    return rules.stream()
        .filter(rule -> rule.key() == key && rule.covers(method, path))
        .findFirst()
        .filter(rule -> rule.count() > 0);
  }
}
