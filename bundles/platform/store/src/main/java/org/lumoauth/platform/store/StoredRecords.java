package org.lumoauth.platform.store;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.lumoauth.api.key.SecretVault;
import org.lumoauth.api.store.BegunChange;
import org.lumoauth.api.store.ShortLivedStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Short-lived records in the database: places as keyed hashes, values as encrypted JSON. */
@Component
public final class StoredRecords implements ShortLivedStore {
  static final int MAX_BYTES = 64 * 1024;

  private static final String PURPOSE = "short-lived";
  private static final Pattern KIND = Pattern.compile("[a-z0-9][a-z0-9.-]{0,63}");

  private final RecordTable table;
  private final StoredJson json;
  private final SecretVault vault;
  private final InstantSource clock;

  @Activate
  public StoredRecords(
      @Reference RecordTable table, @Reference StoredJson json, @Reference SecretVault vault) {
    this(table, json, vault, InstantSource.system());
  }

  StoredRecords(RecordTable table, StoredJson json, SecretVault vault, InstantSource clock) {
    this.table = table;
    this.json = json;
    this.vault = vault;
    this.clock = clock;
  }

  @Override
  public boolean add(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    return beginAdd(tenant, kind, key, value, expiresAt).made();
  }

  @Override
  public BegunChange beginAdd(
      TenantContext tenant, String kind, String key, Object value, Instant expiresAt) {
    var place = place(tenant, kind, key);
    return new BegunChange(
        table.insert(place, kind, seal(place, kind, value), expiresAt, clock.instant()));
  }

  @Override
  public <T> Optional<Entry<T>> find(TenantContext tenant, String kind, String key, Class<T> type) {
    var place = place(tenant, kind, key);
    return table.find(place, clock.instant()).map(row -> entry(place, kind, key, row, type));
  }

  @Override
  public <T> Optional<Entry<T>> take(TenantContext tenant, String kind, String key, Class<T> type) {
    var place = place(tenant, kind, key);
    return table.take(place, clock.instant()).map(row -> entry(place, kind, key, row, type));
  }

  @Override
  public boolean replace(TenantContext tenant, Entry<?> was, Object value, Instant expiresAt) {
    return beginReplace(tenant, was, value, expiresAt).made();
  }

  @Override
  public BegunChange beginReplace(
      TenantContext tenant, Entry<?> was, Object value, Instant expiresAt) {
    var updated = update(tenant, was, value, expiresAt);
    return new BegunChange(() -> updated.get().isPresent());
  }

  @Override
  public <T> Optional<Entry<T>> exchange(
      TenantContext tenant, Entry<T> was, T value, Instant expiresAt) {
    OptionalLong version = update(tenant, was, value, expiresAt).get();
    return version.isPresent()
        ? Optional.of(new Entry<>(was.kind(), was.key(), value, version.getAsLong(), expiresAt))
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
      TenantContext tenant, Entry<?> was, Object value, Instant expiresAt) {
    var place = place(tenant, was.kind(), was.key());
    return table.update(
        place, was.version(), seal(place, was.kind(), value), expiresAt, clock.instant());
  }

  /** A kind holds no line break, so that no two pairs of kind and key are one text. */
  private RecordTable.Place place(TenantContext tenant, String kind, String key) {
    if (!KIND.matcher(kind).matches()) {
      throw new IllegalArgumentException("a kind is of a-z, 0-9, dot and dash, as login-state");
    }
    return new RecordTable.Place(tenant.id(), vault.hash(PURPOSE, kind + '\n' + key));
  }

  private byte[] seal(RecordTable.Place place, String kind, Object value) {
    byte[] plain = json.write(Objects.requireNonNull(value, "value"));
    if (plain.length > MAX_BYTES) {
      throw new Problem(413, "payload_too_large", "The request holds more than can be kept.");
    }
    return vault.encrypt(place.tenantId(), context(place, kind), plain);
  }

  private <T> Entry<T> entry(
      RecordTable.Place place, String kind, String key, RecordTable.Row row, Class<T> type) {
    byte[] plain = vault.decrypt(place.tenantId(), context(place, kind), row.sealed());
    return new Entry<>(kind, key, json.read(plain, type), row.version(), row.expiresAt());
  }

  /** Binds a value to its place: a row that is moved elsewhere does not open. */
  private static String context(RecordTable.Place place, String kind) {
    return PURPOSE + '/' + kind + '/' + HexFormat.of().formatHex(place.hash());
  }
}
