/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.store;

import java.time.Instant;
import java.util.Optional;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Stores small records for a short time, by tenant, kind and key. The key may be a secret (a code,
 * a nonce): only its keyed hash is stored. The value is a record or a map, stored as encrypted JSON
 * of at most 64 KiB, so that the next version of a module can read it. An expired record counts as
 * absent.
 */
@ProviderType
public interface ShortLivedRecordStore {

  /**
   * A stored record.
   *
   * @param kind the kind, such as {@code authorization-code}
   * @param key the key
   * @param value the value
   * @param version changes with each replacement
   * @param expiresAt when it expires
   */
  record ShortLivedRecord<T>(String kind, String key, T value, long version, Instant expiresAt) {
    @Override
    public String toString() {
      return "Entry[" + kind + "]";
    }
  }

  /**
   * Adds a record unless the key is in use: the replay check of a nonce or a {@code jti}.
   *
   * @return whether it was added; exactly one of several concurrent callers gets true
   */
  boolean add(TenantContext tenant, String kind, String key, Object value, Instant expiresAt);

  /**
   * Begins {@link #add} without waiting for it, so that several writes can be awaited together.
   * They do not form a transaction: each may succeed without the others, in any order.
   */
  default PendingWrite beginAdd(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    return new PendingWrite(() -> add(tenant, kind, key, value, expiresAt));
  }

  /** Returns a record without removing it. */
  <T> Optional<ShortLivedRecord<T>> find(
      TenantContext tenant, String kind, String key, Class<T> type);

  /** Returns and removes a record; exactly one of several concurrent callers gets it. */
  <T> Optional<ShortLivedRecord<T>> take(
      TenantContext tenant, String kind, String key, Class<T> type);

  /**
   * Replaces a record if it has not changed since it was read.
   *
   * @return whether it was replaced
   */
  boolean replace(TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt);

  /** Begins {@link #replace} without waiting for it, like {@link #beginAdd}. */
  default PendingWrite beginReplace(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    return new PendingWrite(() -> replace(tenant, was, value, expiresAt));
  }

  /**
   * Replaces a record if it has not changed since it was read.
   *
   * @return the new record; empty if it was not replaced
   */
  <T> Optional<ShortLivedRecord<T>> replaceAndGet(
      TenantContext tenant, ShortLivedRecord<T> was, T value, Instant expiresAt);

  /**
   * Removes a record without reading it.
   *
   * @return whether it existed; exactly one of several concurrent callers gets true
   */
  boolean discard(TenantContext tenant, String kind, String key);

  /** Removes a record. */
  void remove(TenantContext tenant, String kind, String key);
}
