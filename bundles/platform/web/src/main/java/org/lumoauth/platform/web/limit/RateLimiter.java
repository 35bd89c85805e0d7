package org.lumoauth.platform.web.limit;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Limits requests by rules. Each rule has counts of its own in a table of bounded size, and each
 * node counts for itself. Counting takes no lock.
 */
public final class RateLimiter {

  /** More operations than a server has; further ones are looked up without being remembered. */
  private static final int MAX_OPERATIONS = 10_000;

  /**
   * @param allowed whether the request may go on
   * @param limit how many are allowed in the window
   * @param remaining how many are left
   * @param resetNanos until all are
   * @param retryNanos until the next one is allowed; 0 if it is now
   */
  public record RateLimitVerdict(
      boolean allowed, int limit, int remaining, long resetNanos, long retryNanos) {

    /** Whether this verdict leaves a smaller part of its limit than the other. */
    public boolean isTighterThan(RateLimitVerdict other) {
      return (long) remaining * other.limit < (long) other.remaining * limit;
    }
  }

  private record RateLimitUse(String method, String path) {}

  private final List<RateLimitRule> rules;
  private final LongSupplier nanos;
  private final Map<RateLimitUse, RateLimitRuleSet> byUse = new ConcurrentHashMap<>();
  private final Map<RateLimitRule, RequestRateCounter> byRule = new ConcurrentHashMap<>();

  /** A limiter with these rules; for each key the first that covers an operation counts. */
  public RateLimiter(List<RateLimitRule> rules, LongSupplier nanos) {
    this.rules = List.copyOf(rules);
    this.nanos = nanos;
    this.rules.stream()
        .filter(rule -> rule.count() > 0)
        .forEach(rule -> byRule.put(rule, new RequestRateCounter(rule)));
  }

  /** The rules in their order. */
  public List<RateLimitRule> rules() {
    return rules;
  }

  /** The rules for an operation. */
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
