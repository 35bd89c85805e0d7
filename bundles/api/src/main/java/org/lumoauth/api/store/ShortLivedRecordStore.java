package org.lumoauth.api.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Keeps small records for a short time, by tenant, kind and key. The key may be a secret (a code, a
 * nonce): only its keyed hash is stored. The value is a record or a map, stored as encrypted JSON,
 * at most 64 KiB, so that what one version of a module wrote the next can read. A record that has
 * expired is as if it were not there.
 */
@ProviderType
public interface ShortLivedRecordStore {

  /**
   * A stored record.
   *
   * @param kind what it is of, as {@code authorization-code}
   * @param key the key that it was stored under
   * @param value what was stored
   * @param version changes with each replacement
   * @param expiresAt until when it is there
   */
  record ShortLivedRecord<T>(String kind, String key, T value, long version, Instant expiresAt) {
    @Override
    public String toString() {
      return "Entry[" + kind + "]";
    }
  }

  /**
   * Adds a record unless the key is taken: the replay check of a nonce or a {@code jti}.
   *
   * @return whether it was added; of several callers at once, exactly one gets true
   */
  boolean add(TenantContext tenant, String kind, String key, Object value, Instant expiresAt);

  /**
   * Begins what {@link #add} does, so that it waits together with what is written elsewhere until
   * it is asked for. That is no transaction: one may be there without the other, and in any order.
   */
  default PendingWrite beginAdd(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    return new PendingWrite(() -> add(tenant, kind, key, value, expiresAt));
  }

  /** Reads a record and leaves it there. */
  <T> Optional<ShortLivedRecord<T>> find(
      TenantContext tenant, String kind, String key, Class<T> type);

  /** Reads a record and removes it; of several callers at once, exactly one gets it. */
  <T> Optional<ShortLivedRecord<T>> take(
      TenantContext tenant, String kind, String key, Class<T> type);

  /**
   * Replaces a record if nobody did since it was read.
   *
   * @return whether it was replaced
   */
  boolean replace(TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt);

  /** Begins what {@link #replace} does, as {@link #beginAdd}. */
  default PendingWrite beginReplace(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    return new PendingWrite(() -> replace(tenant, was, value, expiresAt));
  }

  /**
   * Replaces a record if nobody did since it was read.
   *
   * @return the record as it is now; empty if it was not replaced
   */
  <T> Optional<ShortLivedRecord<T>> replaceAndGet(
      TenantContext tenant, ShortLivedRecord<T> was, T value, Instant expiresAt);

  /**
   * Removes a record unread.
   *
   * @return whether it was there; of several callers at once, exactly one gets true
   */
  boolean discard(TenantContext tenant, String kind, String key);

  /** Removes a record. */
  void remove(TenantContext tenant, String kind, String key);
}
