/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.lumoauth.api.key.SecretProtectionService;
import org.lumoauth.api.store.PendingWrite;
import org.lumoauth.api.store.ShortLivedRecordStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Short-lived records in the database, with keyed hashes as keys and encrypted JSON as values. */
@Component
public final class DatabaseShortLivedRecordStore implements ShortLivedRecordStore {
  static final int MAX_BYTES = 64 * 1024;

  private static final String PURPOSE = "short-lived";
  private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final ShortLivedRecordTable table;
  private final RecordJsonCodec json;
  private final SecretProtectionService vault;
  private final InstantSource clock;

  @Activate
  public DatabaseShortLivedRecordStore(
      @Reference PersistenceUnit unit,
      @Reference RecordJsonCodec json,
      @Reference SecretProtectionService vault,
      @Reference InstantSource clock) {
    this.table = new ShortLivedRecordTable(new RetryingPersistenceUnit(unit));
    this.json = json;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public boolean add(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    return beginAdd(tenant, kind, key, value, expiresAt).awaitResult();
  }

  @Override
  public PendingWrite beginAdd(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    var place = place(tenant, kind, key);
    return new PendingWrite(
        table.insert(place, kind, seal(place, kind, value), expiresAt, clock.instant()));
  }

  @Override
  public <T> Optional<ShortLivedRecord<T>> find(
      TenantContext tenant, String kind, String key, Class<T> type) {
    var place = place(tenant, kind, key);
    return table.find(place, clock.instant()).map(row -> entry(place, kind, key, row, type));
  }

  @Override
  public <T> Optional<ShortLivedRecord<T>> take(
      TenantContext tenant, String kind, String key, Class<T> type) {
    var place = place(tenant, kind, key);
    return table.take(place, clock.instant()).map(row -> entry(place, kind, key, row, type));
  }

  @Override
  public boolean replace(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    return beginReplace(tenant, was, value, expiresAt).awaitResult();
  }

  @Override
  public PendingWrite beginReplace(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    var updated = update(tenant, was, value, expiresAt);
    return new PendingWrite(() -> updated.get().isPresent());
  }

  @Override
  public <T> Optional<ShortLivedRecord<T>> replaceAndGet(
      TenantContext tenant, ShortLivedRecord<T> was, T value, Instant expiresAt) {
    OptionalLong version = update(tenant, was, value, expiresAt).get();
    return version.isPresent()
        ? Optional.of(
            new ShortLivedRecord<>(was.kind(), was.key(), value, version.getAsLong(), expiresAt))
        : Optional.empty();
  }

  @Override
  public boolean discard(TenantContext tenant, String kind, String key) {
    return table.discard(place(tenant, kind, key), clock.instant());
  }

  @Override
  public void remove(TenantContext tenant, String kind, String key) {
    table.delete(place(tenant, kind, key));
  }

  private Supplier<OptionalLong> update(
      TenantContext tenant, ShortLivedRecord<?> was, Object value, Instant expiresAt) {
    var place = place(tenant, was.kind(), was.key());
    return table.update(
        place, was.version(), seal(place, was.kind(), value), expiresAt, clock.instant());
  }

  /**
   * A kind contains no line break, so two different pairs of kind and key never result in the same
   * text.
   */
  private ShortLivedRecordTable.ShortLivedRecordKey place(
      TenantContext tenant, String kind, String key) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException(
          "a kind must consist of a-z, 0-9, dots and hyphens, such as login-state");
    }
    return new ShortLivedRecordTable.ShortLivedRecordKey(
        tenant.id(), vault.hash(PURPOSE, kind + '\n' + key));
  }

  private byte[] seal(ShortLivedRecordTable.ShortLivedRecordKey place, String kind, Object value) {
    byte[] plain = json.write(Objects.requireNonNull(value, "value"));
    if (plain.length > MAX_BYTES) {
      throw new ApiException(
          413,
          "payload_too_large",
          "The request contains more than "
              + MAX_BYTES / 1024
              + " KiB of data to store. Send less.");
    }
    return vault.encrypt(place.tenantId(), context(place, kind), plain);
  }

  private <T> ShortLivedRecord<T> entry(
      ShortLivedRecordTable.ShortLivedRecordKey place,
      String kind,
      String key,
      ShortLivedRecordTable.ShortLivedRecordRow row,
      Class<T> type) {
    byte[] plain = vault.decrypt(place.tenantId(), context(place, kind), row.sealed());
    return new ShortLivedRecord<>(
        kind, key, json.read(plain, type), row.version(), row.expiresAt());
  }

  /** Binds a value to its key: a row that was copied to another key cannot be decrypted. */
  private static String context(ShortLivedRecordTable.ShortLivedRecordKey place, String kind) {
    return PURPOSE + '/' + kind + '/' + HexFormat.of().formatHex(place.hash());
  }
}
