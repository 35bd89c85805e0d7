package org.lumoauth.platform.audit.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.platform.cache.MeasuredCache;

/**
 * Where chains end, as far as this server knows, and which of their heads are to follow. For one
 * thread.
 */
final class ChainHeadCache {
  private static final int REMEMBERED = 10_000;

  /** Who has met another server at a chain looks for so long before each step where it ends. */
  private static final Duration SHARED = Duration.ofSeconds(10);

  private final Cache<String, ChainHead> known =
      MeasuredCache.build(
          "platform-audit.chain-ends",
          Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run));
  private final Cache<String, Boolean> shared =
      MeasuredCache.build(
          "platform-audit.shared-chains",
          Caffeine.newBuilder()
              .maximumSize(REMEMBERED)
              .expireAfterWrite(SHARED)
              .executor(Runnable::run));
  private final Map<String, ChainHead> behind = new LinkedHashMap<>(); // since longest first

  /** The ends of those of these chains of which this server knows it. */
  Map<String, ChainHead> of(Collection<String> tenantIds) {
    return known.getAllPresent(tenantIds);
  }

  /** Whether another server wrote to one of these not long ago. */
  boolean anyShared(Collection<String> tenantIds) {
    return !shared.getAllPresent(tenantIds).isEmpty();
  }

  void remember(Map<String, ChainHead> ends) {
    known.putAll(ends);
    behind.putAll(ends);
  }

  /** Another server wrote to one of these. */
  void share(Collection<String> tenantIds) {
    tenantIds.forEach(tenantId -> shared.put(tenantId, true));
    forget(tenantIds);
  }

  void forget(Collection<String> tenantIds) {
    known.invalidateAll(tenantIds);
  }

  void forgetAll() {
    known.invalidateAll();
  }

  /** Of the chains that have grown since their heads were moved, those that did so first. */
  Map<String, ChainHead> pendingHeads(int atMost) {
    Map<String, ChainHead> first = new LinkedHashMap<>();
    behind.entrySet().stream()
        .limit(atMost)
        .forEach(each -> first.put(each.getKey(), each.getValue()));
    return first;
  }

  /** The heads of these have followed. */
  void markWritten(Collection<String> tenantIds) {
    behind.keySet().removeAll(tenantIds);
  }
}
