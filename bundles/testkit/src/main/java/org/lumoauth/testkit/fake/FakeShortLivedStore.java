package org.lumoauth.testkit.fake;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;

/** Short-lived records in memory, by a clock that a test sets. */
public final class FakeShortLivedStore implements ShortLivedStore {

  private record Key(String tenantId, String kind, String key) {}

  private final Map<Key, Entry<?>> entries = new HashMap<>();
  private final InstantSource clock;
  private long versions;

  public FakeShortLivedStore(InstantSource clock) {
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
  public synchronized <T> Optional<Entry<T>> find(
      TenantContext tenant, String kind, String key, Class<T> type) {
    return live(tenant, kind, key)
        .map(
            entry ->
                new Entry<>(
                    kind, key, type.cast(entry.value()), entry.version(), entry.expiresAt()));
  }

  @Override
  public synchronized <T> Optional<Entry<T>> take(
      TenantContext tenant, String kind, String key, Class<T> type) {
    Optional<Entry<T>> found = find(tenant, kind, key, type);
    remove(tenant, kind, key);
    return found;
  }

  @Override
  public synchronized boolean replace(
      TenantContext tenant, Entry<?> was, Object value, Instant expiresAt) {
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
  public synchronized <T> Optional<Entry<T>> exchange(
      TenantContext tenant, Entry<T> was, T value, Instant expiresAt) {
    return replace(tenant, was, value, expiresAt)
        ? Optional.of(new Entry<>(was.kind(), was.key(), value, versions, expiresAt))
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
    entries.remove(new Key(tenant.id(), kind, key));
  }

  /** How many records of a kind there are. */
  public synchronized long count(TenantContext tenant, String kind) {
    return entries.keySet().stream()
        .filter(key -> key.tenantId().equals(tenant.id()) && key.kind().equals(kind))
        .count();
  }

  private void put(TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    versions++;
    entries.put(
        new Key(tenant.id(), kind, key), new Entry<>(kind, key, value, versions, expiresAt));
  }

  private Optional<Entry<?>> live(TenantContext tenant, String kind, String key) {
    return Optional.<Entry<?>>ofNullable(entries.get(new Key(tenant.id(), kind, key)))
        .filter(entry -> clock.instant().isBefore(entry.expiresAt()));
  }
}
