/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.scope;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.oauth.clients.ClientPersistenceUnit;
import org.lumoauth.oauth.clients.entity.ClientEntity;
import org.lumoauth.oauth.clients.entity.ScopeEntity;
import org.lumoauth.oauth.clients.entity.ScopeEntityKey;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores the scopes that tenants created. Every query includes the tenant. */
@Component(service = ScopeStore.class)
public final class ScopeStore {

  private final PersistenceUnit unit;

  @Activate
  public ScopeStore(@Reference ClientPersistenceUnit unit) {
    this.unit = unit.get();
  }

  /** Returns all scopes, by name. */
  List<TenantScope> list(String tenantId) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "select s from ScopeEntity s where s.tenantId = :tenant order by s.name",
                    ScopeEntity.class)
                .setParameter("tenant", tenantId)
                .getResultList()
                .stream()
                .map(ScopeStore::scope)
                .toList());
  }

  /**
   * Adds a scope.
   *
   * @throws org.lumoauth.platform.persistence.DuplicateKeyException if its name is taken
   */
  TenantScope add(String tenantId, ScopeDefinition asked) {
    return unit.write(
        em -> {
          long now = EpochMicrosConverter.toMicros(Instant.now());
          var row = new ScopeEntity(tenantId, freeNumber(em, tenantId, now), asked.name(), now);
          row.apply(asked.description().orElse(null), asked.isDefault());
          em.persist(row);
          return scope(row);
        });
  }

  /**
   * Uses the creation time as the number: it increases, and the number of a deleted scope is not
   * reused.
   */
  private static long freeNumber(EntityManager em, String tenantId, long from) {
    long number = from;
    while (em.find(ScopeEntity.class, new ScopeEntityKey(tenantId, number)) != null) {
      number++;
    }
    return number;
  }

  /** Changes the definition of a scope; empty if it does not exist. */
  Optional<TenantScope> change(String tenantId, ScopeDefinition asked) {
    return unit.write(
        em -> {
          var rows =
              em.createQuery(
                      "select s from ScopeEntity s where s.tenantId = :tenant and s.name = :name",
                      ScopeEntity.class)
                  .setParameter("tenant", tenantId)
                  .setParameter("name", asked.name())
                  .getResultList();
          rows.forEach(row -> row.apply(asked.description().orElse(null), asked.isDefault()));
          return rows.stream().map(ScopeStore::scope).findFirst();
        });
  }

  /**
   * A deleted scope.
   *
   * @param holders the clients that had the scope
   * @param told the events to publish
   */
  record RemovedScope(List<String> holders, OutboxEvents told) {}

  /**
   * Deletes a scope, also from every client.
   *
   * @param telling creates the events from the clients that had it
   */
  RemovedScope remove(
      String tenantId, TenantScope scope, Function<List<String>, OutboxEvents> telling) {
    return unit.write(
        em -> {
          long now = EpochMicrosConverter.toMicros(Instant.now());
          var holders = holders(em, tenantId, scope.name());
          holders.forEach(client -> client.removeScope(scope.name(), now));
          Optional.ofNullable(em.find(ScopeEntity.class, new ScopeEntityKey(tenantId, scope.id())))
              .ifPresent(em::remove);
          List<String> ids = holders.stream().map(ClientEntity::clientId).toList();
          OutboxEvents told = telling.apply(ids);
          unit.announce(told);
          return new RemovedScope(ids, told);
        });
  }

  /** Scopes are stored as one text separated by spaces, and no scope contains a space. */
  private static List<ClientEntity> holders(EntityManager em, String tenantId, String scope) {
    return em.createQuery(
            "select c from ClientEntity c where c.tenantId = :tenant"
                + " and locate(:scope, concat(concat(' ', c.scopes), ' ')) > 0",
            ClientEntity.class)
        .setParameter("tenant", tenantId)
        .setParameter("scope", " " + scope + " ")
        .setLockMode(LockModeType.PESSIMISTIC_WRITE) // others may change a client concurrently
        .getResultList();
  }

  private static TenantScope scope(ScopeEntity row) {
    return new TenantScope(
        row.number(),
        row.name(),
        Optional.ofNullable(row.description()),
        row.isDefaultForNewClients(),
        false,
        EpochMicrosConverter.toInstant(row.createdMicros()));
  }
}
