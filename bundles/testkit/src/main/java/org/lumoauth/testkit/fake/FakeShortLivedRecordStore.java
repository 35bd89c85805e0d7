/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;

/** In-memory short-lived records, with the test's clock. */
public final class FakeShortLivedRecordStore implements ShortLivedRecordStore {

  private record FakeRecordKey(String tenantId, String kind, String key) {}

  private final Map<FakeRecordKey, ShortLivedRecord<?>> entries = new HashMap<>();
  private final InstantSource clock;
  private long versions;

  public FakeShortLivedRecordStore(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public synchronized boolean add(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    if (live(tenant, kind, key).isPresent()) {
      return false;
    }
    put(tenant, kind, key, value, expiresAt);
    return true;
  }

  @Override
  public synchronized <T> Optional<ShortLivedRecord<T>> find(
      TenantContext tenant, String kind, String key, Class<T> type) {
    return live(tenant, kind, key)
        .map(
            entry ->
                new ShortLivedRecord<>(
                    kind, key, type.cast(entry.value()), entry.version(), entry.expiresAt()));
  }

  @Override
  public synchronized <T> Optional<ShortLivedRecord<T>> take(
      TenantContext tenant, String kind, String key, Class<T> type) {
    Optional<ShortLivedRecord<T>> found = find(tenant, kind, key, type);
    remove(tenant, kind, key);
    return found;
  }

  @Override
  public synchronized boolean replace(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    boolean same =
        live(tenant, was.kind(), was.key())
            .map(now -> now.version() == was.version())
            .orElse(false);
    if (same) {
      put(tenant, was.kind(), was.key(), value, expiresAt);
    }
    return same;
  }

  @Override
  public synchronized <T> Optional<ShortLivedRecord<T>> replaceAndGet(
      TenantContext tenant, ShortLivedRecord<T> was, T value, Instant expiresAt) {
    return replace(tenant, was, value, expiresAt)
        ? Optional.of(new ShortLivedRecord<>(was.kind(), was.key(), value, versions, expiresAt))
        : Optional.empty();
  }

  @Override
  public synchronized boolean discard(TenantContext tenant, String kind, String key) {
    boolean there = live(tenant, kind, key).isPresent();
    remove(tenant, kind, key);
    return there;
  }

  @Override
  public synchronized void remove(TenantContext tenant, String kind, String key) {
    entries.remove(new FakeRecordKey(tenant.id(), kind, key));
  }

  /** Returns the number of records of a kind. */
  public synchronized long count(TenantContext tenant, String kind) {
    return entries.keySet().stream()
        .filter(key -> key.tenantId().equals(tenant.id()) && key.kind().equals(kind))
        .count();
  }

  private void put(TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    versions++;
    entries.put(
        new FakeRecordKey(tenant.id(), kind, key),
        new ShortLivedRecord<>(kind, key, value, versions, expiresAt));
  }

  private Optional<ShortLivedRecord<?>> live(TenantContext tenant, String kind, String key) {
    return Optional.<ShortLivedRecord<?>>ofNullable(
            entries.get(new FakeRecordKey(tenant.id(), kind, key)))
        .filter(entry -> clock.instant().isBefore(entry.expiresAt()));
  }
}
