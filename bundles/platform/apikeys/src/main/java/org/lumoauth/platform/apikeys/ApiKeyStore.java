package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.apikeys.entity.ApiKeyId;
import org.lumoauth.platform.apikeys.entity.ApiKeyRow;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnits;
import org.lumoauth.platform.persistence.UnitDefinition;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** The table of keys. Secrets come here as hashes. */
@Component(service = ApiKeyStore.class)
public final class ApiKeyStore {

  static final UnitDefinition UNIT =
      new UnitDefinition(
          "platform-apikeys",
          ApiKeyStore.class,
          List.of(ApiKeyId.class, ApiKeyRow.class),
          "db/platform-apikeys.xml");

  private final PersistenceUnit unit;

  @Activate
  public ApiKeyStore(@Reference PersistenceUnits units) {
    this(units.open(UNIT));
  }

  ApiKeyStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  void insert(String tenantId, ApiKey key, String secretHash) {
    unit.run(
        em -> {
          var row =
              new ApiKeyRow(new ApiKeyId(tenantId, key.id()), secretHash, micros(key.createdAt()));
          set(row, key);
          em.persist(row);
        });
  }

  Optional<ApiKey> byId(String tenantId, String id) {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(ApiKeyRow.class, new ApiKeyId(tenantId, id)))
                .map(this::key));
  }

  Optional<ApiKey> bySecretHash(String tenantId, String secretHash) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select k from ApiKeyRow k where k.key.tenantId = ?1 and k.secretHash = ?2",
                    ApiKeyRow.class)
                .setParameter(1, tenantId)
                .setParameter(2, secretHash)
                .getResultList()
                .stream()
                .findFirst()
                .map(this::key));
  }

  /** One page of the tenant's keys, oldest first. */
  Page<ApiKey> list(String tenantId, PageRequest page) {
    return unit.read(
        em -> {
          var total =
              em.createQuery(
                      "select count(k) from ApiKeyRow k where k.key.tenantId = ?1", Long.class)
                  .setParameter(1, tenantId)
                  .getSingleResult();
          var rows =
              em.createQuery(
                      "select k from ApiKeyRow k where k.key.tenantId = ?1 order by k.key.id",
                      ApiKeyRow.class)
                  .setParameter(1, tenantId)
                  .setFirstResult((int) Math.min(page.offset(), Integer.MAX_VALUE))
                  .setMaxResults(page.limit())
                  .getResultList();
          return new Page<>(rows.stream().map(this::key).toList(), total, page);
        });
  }

  /** Changes a key; empty if there is none with this id. */
  Optional<ApiKey> update(String tenantId, String id, UnaryOperator<ApiKey> change) {
    return unit.write(
        em ->
            Optional.ofNullable(em.find(ApiKeyRow.class, new ApiKeyId(tenantId, id)))
                .map(
                    row -> {
                      set(row, change.apply(key(row)));
                      return key(row);
                    }));
  }

  /** Removes a key and says whether it was there. */
  boolean delete(String tenantId, String id) {
    return unit.write(
        em ->
            em.createQuery("delete from ApiKeyRow k where k.key.tenantId = ?1 and k.key.id = ?2")
                    .setParameter(1, tenantId)
                    .setParameter(2, id)
                    .executeUpdate()
                > 0);
  }

  void deleteAll(String tenantId) {
    unit.run(
        em ->
            em.createQuery("delete from ApiKeyRow k where k.key.tenantId = ?1")
                .setParameter(1, tenantId)
                .executeUpdate());
  }

  /** Notes when keys were last used. Does not count as a change of the key. */
  void used(Map<KeyRef, Instant> times) {
    unit.jdbc(
        connection -> {
          try (var update =
              connection.prepareStatement(
                  "update apikeys_key set last_used_at = ? where tenant_id = ? and id = ?")) {
            for (Map.Entry<KeyRef, Instant> use : times.entrySet()) {
              update.setLong(1, micros(use.getValue()));
              update.setString(2, use.getKey().tenantId());
              update.setString(3, use.getKey().id());
              update.addBatch();
            }
            return update.executeBatch();
          }
        });
  }

  private static void set(ApiKeyRow row, ApiKey key) {
    row.set(
        key.name(),
        String.join(" ", new TreeSet<>(key.scopes())),
        key.expiresAt().map(ApiKeyStore::micros).orElse(null));
  }

  private ApiKey key(ApiKeyRow row) {
    return new ApiKey(
        row.id(),
        row.displayName(),
        Set.of(row.scopes().split(" ")),
        instant(row.createdAt()),
        Optional.ofNullable(row.expiresAt()).map(ApiKeyStore::instant),
        Optional.ofNullable(row.lastUsedAt()).map(ApiKeyStore::instant));
  }

  private static long micros(Instant instant) {
    return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
  }

  private static Instant instant(long micros) {
    return Instant.EPOCH.plus(micros, ChronoUnit.MICROS);
  }
}
