/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.lumoauth.platform.cache.MeasuredCacheFactory;

/** Caches the ends of chains and the heads that are pending. Not thread-safe. */
final class ChainHeadCache {
  private static final int REMEMBERED = 10_000;

  /**
   * After a conflict with another server, the end of the chain is read before each append for this
   * time.
   */
  private static final Duration SHARED = Duration.ofSeconds(10);

  private final Cache<String, ChainHead> known =
      MeasuredCacheFactory.build(
          "platform-audit.chain-ends",
          Caffeine.newBuilder().maximumSize(REMEMBERED).executor(Runnable::run));
  private final Cache<String, Boolean> shared =
      MeasuredCacheFactory.build(
          "platform-audit.shared-chains",
          Caffeine.newBuilder()
              .maximumSize(REMEMBERED)
              .expireAfterWrite(SHARED)
              .executor(Runnable::run));
  private final Map<String, ChainHead> behind = new LinkedHashMap<>(); // longest pending first

  /** Returns the known ends of these chains. */
  Map<String, ChainHead> of(Collection<String> tenantIds) {
    return known.getAllPresent(tenantIds);
  }

  /** Returns whether another server recently wrote to one of these chains. */
  boolean anyShared(Collection<String> tenantIds) {
    return !shared.getAllPresent(tenantIds).isEmpty();
  }

  void remember(Map<String, ChainHead> ends) {
    known.putAll(ends);
    behind.putAll(ends);
  }

  /** Records that another server wrote to one of these chains. */
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

  /** Returns pending heads, the longest pending first. */
  Map<String, ChainHead> pendingHeads(int atMost) {
    Map<String, ChainHead> first = new LinkedHashMap<>();
    behind.entrySet().stream()
        .limit(atMost)
        .forEach(each -> first.put(each.getKey(), each.getValue()));
    return first;
  }

  /** Marks heads as written. */
  void markWritten(Collection<String> tenantIds) {
    behind.keySet().removeAll(tenantIds);
  }
}
