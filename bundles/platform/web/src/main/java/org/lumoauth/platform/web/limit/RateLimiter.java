/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Limits requests by rules. Each rule has its own counters in a table of limited size, and each
 * node counts separately. Counting acquires no lock.
 */
public final class RateLimiter {

  /**
   * More than the number of operations of a server; further operations are resolved without
   * caching.
   */
  private static final int MAX_OPERATIONS = 10_000;

  /**
   * @param allowed whether the request is allowed
   * @param limit the number allowed in the window
   * @param remaining the number remaining
   * @param resetNanos until the full limit is available
   * @param retryNanos until the next request is allowed; 0 if it is allowed now
   */
  public record RateLimitVerdict(
      boolean allowed, int limit, int remaining, long resetNanos, long retryNanos) {

    /** Returns whether this verdict leaves a smaller part of its limit than the other. */
    public boolean isTighterThan(RateLimitVerdict other) {
      return (long) remaining * other.limit < (long) other.remaining * limit;
    }
  }

  private record RateLimitUse(String method, String path) {}

  private final List<RateLimitRule> rules;
  private final LongSupplier nanos;
  private final Map<RateLimitUse, RateLimitRuleSet> byUse = new ConcurrentHashMap<>();
  private final Map<RateLimitRule, RequestRateCounter> byRule = new ConcurrentHashMap<>();

  /** Creates a limiter; of each key the first rule that applies to an operation is used. */
  public RateLimiter(List<RateLimitRule> rules, LongSupplier nanos) {
    this.rules = List.copyOf(rules);
    this.nanos = nanos;
    this.rules.stream()
        .filter(rule -> rule.count() > 0)
        .forEach(rule -> byRule.put(rule, new RequestRateCounter(rule)));
  }

  /** Returns the rules in their order. */
  public List<RateLimitRule> rules() {
    return rules;
  }

  /** Returns the rules for an operation. */
  public RateLimitRuleSet rules(String method, String path) {
    RateLimitUse use = new RateLimitUse(method, path);
    RateLimitRuleSet known = byUse.get(use);
    if (known != null) {
      return known;
    }
    RateLimitRuleSet found = RateLimitRuleSet.of(rules, method, path);
    if (byUse.size() < MAX_OPERATIONS) {
      byUse.put(use, found);
    }
    return found;
  }

  /**
   * Counts one request.
   *
   * @param rule one of this limiter's rules
   * @param tenant the tenant's id, or empty
   * @param caller identifies the caller within the tenant, by {@code equals}
   */
  public RateLimitVerdict count(RateLimitRule rule, String tenant, Object caller) {
    return byRule.get(rule).count(tenant, caller, nanos.getAsLong());
  }
}
