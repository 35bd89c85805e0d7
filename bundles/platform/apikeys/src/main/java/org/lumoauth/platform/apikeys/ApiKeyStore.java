/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.apikeys.entity.ApiKeyRow;
import org.lumoauth.platform.apikeys.entity.ApiKeyRowKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Stores API keys. */
@Component(service = ApiKeyStore.class)
public final class ApiKeyStore {

  static final PersistenceUnitDefinition UNIT =
      new PersistenceUnitDefinition(
          "platform-apikeys",
          ApiKeyStore.class,
          List.of(ApiKeyRowKey.class, ApiKeyRow.class),
          "db/platform-apikeys.xml");

  private static final Map<String, String> SORT_KEYS =
      Map.of("name", "displayName", "createdAt", "createdAt", "lastUsedAt", "lastUsedAt");

  private final PersistenceUnit unit;

  @Activate
  public ApiKeyStore(@Reference PersistenceUnitFactory units) {
    this(units.open(UNIT));
  }

  ApiKeyStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /** Adds a key with its hexadecimal hash. */
  void insert(String tenantId, ApiKey key, String hash) {
    unit.run(
        em -> {
          var row =
              new ApiKeyRow(
                  new ApiKeyRowKey(tenantId, key.id()),
                  hash,
                  EpochMicrosConverter.toMicros(key.createdAt()));
          write(row, key);
          em.persist(row);
        });
  }

  /** Returns the key with this id. */
  Optional<ApiKey> find(String tenantId, String id) {
    return unit.read(em -> row(em, tenantId, id).map(ApiKeyStore::key));
  }

  /** Returns the key with this hash. */
  Optional<ApiKey> findByHash(String tenantId, String hash) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select k from ApiKeyRow k"
                        + " where k.key.tenantId = :tenant and k.secretHash = :hash",
                    ApiKeyRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("hash", hash)
                .getResultList()
                .stream()
                .findFirst()
                .map(ApiKeyStore::key));
  }

  /** Returns one page of the tenant's keys. */
  Page<ApiKey> list(String tenantId, PageRequest page) {
    var by = page.sortBy().orElse("createdAt");
    if (!SORT_KEYS.containsKey(by)) {
      throw ApiException.invalid("sortBy", "`sortBy` must be name, createdAt or lastUsedAt.");
    }
    var from =
        " from ApiKeyRow k where k.key.tenantId = :tenant"
            + (page.search().isPresent() ? " and lower(k.displayName) like :text escape '!'" : "");
    var order =
        " order by k." + SORT_KEYS.get(by) + (page.descending() ? " desc" : "") + ", k.key.id";
    return unit.read(
        em -> {
          var total = em.createQuery("select count(k.displayName)" + from, Long.class);
          var rows = em.createQuery("select k" + from + order, ApiKeyRow.class);
          for (var query : List.of(total, rows)) {
            query.setParameter("tenant", tenantId);
            page.search().ifPresent(text -> query.setParameter("text", pattern(text)));
          }
          rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
          rows.setMaxResults(page.limit());
          var items = rows.getResultList().stream().map(ApiKeyStore::key).toList();
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  /** A key before and after a change. */
  record ApiKeyUpdate(ApiKey before, ApiKey after) {}

  /** Changes a key. Returns empty if it does not exist. */
  Optional<ApiKeyUpdate> update(String tenantId, String id, UnaryOperator<ApiKey> change) {
    return unit.write(
        em ->
            locked(em, tenantId, id)
                .map(
                    row -> {
                      var before = key(row);
                      write(row, change.apply(before));
                      return new ApiKeyUpdate(before, key(row));
                    }));
  }

  /** Records the last use of a key. Does not conflict with concurrent changes. */
  void recordUse(String tenantId, String id, Instant when) {
    unit.run(
        em ->
            em.createNativeQuery(
                    "update apikeys_key set last_used_at = ? where tenant_id = ? and id = ?"
                        + " and (last_used_at is null or last_used_at < ?)")
                .setParameter(1, EpochMicrosConverter.toMicros(when))
                .setParameter(2, tenantId)
                .setParameter(3, id)
                .setParameter(4, EpochMicrosConverter.toMicros(when))
                .executeUpdate());
  }

  /** Deletes a key. */
  void delete(String tenantId, String id, OutboxEvents deleted) {
    unit.run(
        em -> {
          locked(em, tenantId, id).ifPresent(em::remove);
          unit.announce(deleted);
        });
  }

  private static Optional<ApiKeyRow> row(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(em.find(ApiKeyRow.class, new ApiKeyRowKey(tenantId, id)));
  }

  /** Locks the row, so that concurrent changes are serialized. */
  private static Optional<ApiKeyRow> locked(EntityManager em, String tenantId, String id) {
    return Optional.ofNullable(
        em.find(ApiKeyRow.class, new ApiKeyRowKey(tenantId, id), LockModeType.PESSIMISTIC_WRITE));
  }

  private static void write(ApiKeyRow row, ApiKey key) {
    row.set(
        key.name(),
        String.join(" ", new TreeSet<>(key.scopes())),
        key.expiresAt().map(EpochMicrosConverter::toMicros).orElse(null));
  }

  private static ApiKey key(ApiKeyRow row) {
    return new ApiKey(
        row.id(),
        row.displayName(),
        Set.of(row.scopes().split(" ")),
        EpochMicrosConverter.toInstant(row.createdAt()),
        Optional.ofNullable(row.expiresAt()).map(EpochMicrosConverter::toInstant),
        Optional.ofNullable(row.lastUsedAt()).map(EpochMicrosConverter::toInstant));
  }

  private static String pattern(String search) {
    var text = search.toLowerCase(Locale.ROOT);
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
