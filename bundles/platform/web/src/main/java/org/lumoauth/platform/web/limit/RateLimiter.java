package org.lumoauth.platform.web.limit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * Counts requests by the generic cell rate algorithm: one number per rule and key, no timers. It
 * remembers a bounded number of keys of each rule and forgets those that were quiet longest: who
 * floods what hardly has a limit makes nothing forgotten of what has one. Each node counts for
 * itself.
 */
public final class RateLimiter {
  private static final int MAX_KEYS = 65_536;

  /**
   * @param allowed whether the request may go on
   * @param limit how many are allowed in the window
   * @param remaining how many are left
   * @param resetNanos until all are
   * @param retryNanos until the next one is allowed; 0 if it is now
   */
  public record Verdict(
      boolean allowed, int limit, int remaining, long resetNanos, long retryNanos) {}

  private record Key(String tenant, String who) {}

  private record Use(String method, String path) {}

  private final List<LimitRule> rules;
  private final LongSupplier nanos;
  private final Map<Use, Optional<LimitRule>> byUse = new ConcurrentHashMap<>();
  private final Map<LimitRule, Map<Key, Long>> byRule = new ConcurrentHashMap<>();

  /** A limiter with these rules; the first that covers an operation counts, 0 of it is no limit. */
  public RateLimiter(List<LimitRule> rules, LongSupplier nanos) {
    this.rules = List.copyOf(rules);
    this.nanos = nanos;
  }

  /** The rule for an operation. */
  public Optional<LimitRule> rule(String method, String path) {
    return rules.isEmpty()
        ? Optional.empty()
        : byUse.computeIfAbsent(new Use(method, path), this::find);
  }

  private Optional<LimitRule> find(Use use) {
    return rules.stream()
        .filter(rule -> rule.covers(use.method, use.path))
        .findFirst()
        .filter(rule -> rule.count() > 0);
  }

  /** Counts one request. */
  public Verdict count(LimitRule rule, String tenant, String who) {
    Key key = new Key(tenant, who);
    Map<Key, Long> arrivals = byRule.computeIfAbsent(rule, any -> new Recent());
    long window = rule.window().toNanos();
    long interval = window / rule.count();
    long now = nanos.getAsLong();
    synchronized (arrivals) {
      Long due = arrivals.get(key);
      long start = due == null || due - now < 0 ? now : due;
      long next = start + interval;
      if (next - now > window) {
        return new Verdict(false, rule.count(), 0, start - now, next - now - window);
      }
      arrivals.put(key, next);
      int remaining = (int) Math.min(rule.count(), (window - (next - now)) / interval);
      return new Verdict(true, rule.count(), remaining, next - now, 0);
    }
  }

  /** When the next request of a key would be due, the one that was quiet longest first. */
  private static final class Recent extends LinkedHashMap<Key, Long> {
    private static final long serialVersionUID = 1L;

    Recent() {
      super(16, 0.75f, true);
    }

    @Override
    protected boolean removeEldestEntry(Map.Entry<Key, Long> eldest) {
      return size() > MAX_KEYS;
    }
  }
}
