/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.blueprint;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.agents.registry.entity.AgentRowKey;
import org.lumoauth.agents.registry.entity.BlueprintRow;
import org.lumoauth.agents.registry.store.AgentRegistryPersistenceUnit;
import org.lumoauth.agents.registry.store.CredentialUsersStore;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and writes blueprint rows. */
@Component(service = BlueprintStore.class)
public final class BlueprintStore {

  private final PersistenceUnit unit;

  @Activate
  public BlueprintStore(@Reference AgentRegistryPersistenceUnit registry) {
    this.unit = registry.unit();
  }

  public Optional<AgentBlueprint> find(String tenantId, String blueprintId) {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(BlueprintRow.class, new AgentRowKey(tenantId, blueprintId)))
                .map(BlueprintRow::toBlueprint));
  }

  public Optional<AgentBlueprint> findByName(String tenantId, String name) {
    return unit.read(
        em ->
            em
                .createQuery(
                    "SELECT b FROM BlueprintRow b WHERE b.key.tenantId = :tenant"
                        + " AND b.name = :name",
                    BlueprintRow.class)
                .setParameter("tenant", tenantId)
                .setParameter("name", name)
                .getResultList()
                .stream()
                .map(BlueprintRow::toBlueprint)
                .filter(
                    found -> found.name().equals(name)) // the database collation may ignore case
                .findFirst());
  }

  Page<AgentBlueprint> list(TenantContext tenant, PageRequest request) {
    var from = " FROM BlueprintRow b WHERE b.key.tenantId = :tenant";
    return unit.read(
        em -> {
          long total =
              em.createQuery("SELECT COUNT(b)" + from, Long.class)
                  .setParameter("tenant", tenant.id())
                  .getSingleResult();
          List<BlueprintRow> rows =
              em.createQuery("SELECT b" + from + " ORDER BY b.name, b.key.id", BlueprintRow.class)
                  .setParameter("tenant", tenant.id())
                  .setFirstResult(Math.toIntExact(Math.min(request.offset(), Integer.MAX_VALUE)))
                  .setMaxResults(request.limit())
                  .getResultList();
          return new Page<>(rows.stream().map(BlueprintRow::toBlueprint).toList(), total, request);
        });
  }

  /**
   * Inserts a blueprint.
   *
   * @throws ApiException 409 {@code duplicate_resource} if the name is in use
   */
  void insert(TenantContext tenant, AgentBlueprint blueprint) {
    try {
      unit.run(em -> em.persist(new BlueprintRow(tenant.id(), blueprint)));
    } catch (DuplicateKeyException e) {
      throw taken();
    }
  }

  /**
   * Changes the current state of a blueprint.
   *
   * @param told creates the events to publish
   * @throws ApiException 404 if the blueprint does not exist, 409 if its new name is in use or
   *     concurrent changes persist
   */
  public BlueprintChange change(
      TenantContext tenant,
      String blueprintId,
      UnaryOperator<AgentBlueprint> change,
      Function<AgentBlueprint, OutboxEvents> told) {
    try {
      return unit.write(
          em -> {
            var row = locked(em, tenant, blueprintId).orElseThrow(BlueprintStore::unknown);
            var before = row.toBlueprint();
            var after = change.apply(before);
            row.update(after);
            var changed = new BlueprintChange(before, after, told.apply(after));
            unit.announce(changed.told());
            return changed;
          });
    } catch (DuplicateKeyException e) {
      throw taken();
    } catch (StaleDataException e) {
      if (e.isBusy()) {
        throw e.toApiException();
      }
      throw new ApiException(
          409, "conflict", "The blueprint is being changed by other requests. Try again.");
    }
  }

  /** A blueprint before and after a change, and the events to publish. */
  public record BlueprintChange(AgentBlueprint before, AgentBlueprint after, OutboxEvents told) {}

  void delete(TenantContext tenant, String blueprintId, OutboxEvents told) {
    unit.run(
        em -> {
          var row = locked(em, tenant, blueprintId);
          if (row.isPresent()) {
            em.remove(row.get());
            CredentialUsersStore.deleteByHolder(em, tenant.id(), blueprintId);
            unit.announce(told);
          }
        });
  }

  /** Locks the row, so that concurrent changes are applied one after the other. */
  private static Optional<BlueprintRow> locked(
      EntityManager em, TenantContext tenant, String blueprintId) {
    return Optional.ofNullable(
        em.find(
            BlueprintRow.class,
            new AgentRowKey(tenant.id(), blueprintId),
            LockModeType.PESSIMISTIC_WRITE));
  }

  static ApiException unknown() {
    return ApiException.notFound("The blueprint does not exist in this tenant.");
  }

  private static ApiException taken() {
    return ApiException.duplicate("A blueprint with this name already exists.");
  }
}
