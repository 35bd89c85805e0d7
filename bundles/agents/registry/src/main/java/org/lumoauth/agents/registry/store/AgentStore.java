/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.registry.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.agents.registry.AgentClientIdValidator;
import org.lumoauth.agents.registry.SubAgentCountLimits;
import org.lumoauth.agents.registry.entity.AgentRow;
import org.lumoauth.agents.registry.entity.AgentRowKey;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RetiredIdTable;
import org.lumoauth.platform.persistence.SqlStatementRunner;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and writes agent rows. Every query is limited to one tenant. */
@Component(service = AgentStore.class)
public final class AgentStore {

  private static final int ATTEMPTS = 5;

  private final PersistenceUnit unit;
  private final RetiredIdTable gone = new RetiredIdTable("agent_client_gone", "client_id");

  @Activate
  public AgentStore(@Reference AgentRegistryPersistenceUnit registry) {
    this.unit = registry.unit();
  }

  public Optional<StoredAgent> find(String tenantId, String agentId) {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(AgentRow.class, new AgentRowKey(tenantId, agentId)))
                .map(AgentRow::toStored));
  }

  /** Returns the id of the agent with this client id. Both are immutable. */
  Optional<String> findIdByClient(String tenantId, String clientId) {
    return unit.autoCommit(
        connection ->
            SqlStatementRunner.first(
                connection,
                row -> row.getString(1),
                "select id from agent where tenant_id = ? and client_id = ?",
                tenantId,
                clientId));
  }

  public Page<StoredAgent> list(TenantContext tenant, PageRequest request) {
    return list(tenant, AgentListFilter.ALL, request);
  }

  public Page<StoredAgent> list(TenantContext tenant, AgentListFilter filter, PageRequest request) {
    return new AgentListQuery(unit).list(tenant, filter, request);
  }

  /** Returns the ids of the sub-agents that this agent registered directly. */
  public List<String> listChildIds(String tenantId, String parentId) {
    return ids(tenantId, "a.parentId", parentId);
  }

  /** Returns the ids of a blueprint's instances. */
  public List<String> listInstanceIds(String tenantId, String blueprintId) {
    return ids(tenantId, "a.blueprintId", blueprintId);
  }

  /** Whether the user is the owner or the sponsor of an agent, active or not. */
  public boolean existsByOwnerOrSponsor(String tenantId, String userId) {
    return !unit.read(
            em ->
                em.createQuery(
                        "SELECT a.key.id FROM AgentRow a WHERE a.key.tenantId = :tenant"
                            + " AND (a.ownerId = :user OR a.sponsorId = :user)",
                        String.class)
                    .setParameter("tenant", tenantId)
                    .setParameter("user", userId)
                    .setMaxResults(1)
                    .getResultList())
        .isEmpty();
  }

  private List<String> ids(String tenantId, String column, String value) {
    return unit.read(
        em ->
            em.createQuery(
                    "SELECT a.key.id FROM AgentRow a WHERE a.key.tenantId = :tenant AND "
                        + column
                        + " = :value ORDER BY a.key.id",
                    String.class)
                .setParameter("tenant", tenantId)
                .setParameter("value", value)
                .getResultList());
  }

  /** Whether an agent has this client id, or a deleted agent had it. */
  public boolean wasClientIdUsed(String tenantId, String clientId) {
    return findIdByClient(tenantId, clientId).isPresent()
        || unit.read(em -> gone.contains(em, tenantId, clientId));
  }

  /**
   * Inserts an agent.
   *
   * @throws ApiException 409 {@code duplicate_resource} if a deleted agent had its client id
   */
  public void insert(TenantContext tenant, StoredAgent agent) {
    unit.run(
        em -> {
          em.persist(new AgentRow(tenant.id(), agent));
          em.flush();
          if (gone.contains(em, tenant.id(), agent.agent().clientId())) {
            throw AgentClientIdValidator.takenProblem("client_id");
          }
        });
  }

  /**
   * Inserts a sub-agent within the limits; insertions below the same root agent are serialized.
   *
   * @throws ApiException 404 if the parent no longer exists
   */
  public SubAgentCountLimits.SubAgentLimitResult insertBelow(
      TenantContext tenant, StoredAgent agent, String parentId, SubAgentCountLimits limits) {
    // An agent's root never changes, so it is read before the transaction that locks it.
    String root = unit.read(em -> row(em, tenant, parentId).rootId());
    return unit.write(
        em -> {
          // Lock before the first read, so that the count reflects all committed rows.
          locked(em, tenant, root);
          if (!parentId.equals(root)) {
            locked(em, tenant, parentId);
          }
          var verdict =
              limits.check(
                  () -> count(em, tenant, "a.parentId", parentId),
                  () -> count(em, tenant, "a.rootId", root));
          if (verdict == SubAgentCountLimits.SubAgentLimitResult.WITHIN) {
            em.persist(new AgentRow(tenant.id(), agent, root));
          }
          return verdict;
        });
  }

  private static AgentRow row(EntityManager em, TenantContext tenant, String agentId) {
    return Optional.ofNullable(em.find(AgentRow.class, new AgentRowKey(tenant.id(), agentId)))
        .orElseThrow(AgentStore::unknown);
  }

  private static void locked(EntityManager em, TenantContext tenant, String agentId) {
    var rows =
        em.createQuery(
                "SELECT a FROM AgentRow a WHERE a.key.tenantId = :tenant AND a.key.id = :id",
                AgentRow.class)
            .setParameter("tenant", tenant.id())
            .setParameter("id", agentId)
            .setLockMode(LockModeType.PESSIMISTIC_WRITE)
            .getResultList();
    if (rows.isEmpty()) {
      throw unknown();
    }
  }

  private static long count(EntityManager em, TenantContext tenant, String column, String id) {
    return em.createQuery(
            "SELECT COUNT(a) FROM AgentRow a WHERE a.key.tenantId = :tenant AND "
                + column
                + " = :id",
            Long.class)
        .setParameter("tenant", tenant.id())
        .setParameter("id", id)
        .getSingleResult();
  }

  /**
   * Changes the current state of an agent. Concurrent changes are not lost.
   *
   * @param told creates the events to publish
   * @return the agent before and after
   * @throws ApiException 404 if the agent does not exist, 409 {@code conflict} if concurrent
   *     changes persist
   */
  public AgentChange change(
      TenantContext tenant,
      String agentId,
      UnaryOperator<StoredAgent> change,
      Function<StoredAgent, OutboxEvents> told) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      try {
        return unit.write(em -> change(em, tenant, agentId, change, told));
      } catch (StaleDataException e) {
        if (e.isBusy() && attempt == ATTEMPTS) {
          throw e.toApiException();
        }
      }
    }
    throw new ApiException(
        409, "conflict", "The agent is being changed by other requests. Try again.");
  }

  /**
   * Deletes an agent; returns empty if it does not exist.
   *
   * @param told creates the events to publish
   */
  public Optional<AgentRemoval> delete(
      TenantContext tenant, String agentId, Function<StoredAgent, OutboxEvents> told) {
    return unit.write(
        em -> {
          var row = // locked, because a concurrent request may be changing it
              em.find(
                  AgentRow.class,
                  new AgentRowKey(tenant.id(), agentId),
                  LockModeType.PESSIMISTIC_WRITE);
          if (row == null) {
            return Optional.empty();
          }
          var stored = row.toStored();
          var removed = new AgentRemoval(stored, told.apply(stored));
          em.remove(row);
          CredentialUsersStore.deleteByHolder(em, tenant.id(), agentId);
          gone.add(em, tenant.id(), stored.agent().clientId());
          unit.announce(removed.told());
          return Optional.of(removed);
        });
  }

  private AgentChange change(
      EntityManager em,
      TenantContext tenant,
      String agentId,
      UnaryOperator<StoredAgent> operation,
      Function<StoredAgent, OutboxEvents> told) {
    var row = em.find(AgentRow.class, new AgentRowKey(tenant.id(), agentId));
    if (row == null) {
      throw unknown();
    }
    var before = row.toStored();
    var after = operation.apply(before);
    row.update(after);
    var change = new AgentChange(before, after, told.apply(after));
    unit.announce(change.told());
    return change;
  }

  public static ApiException unknown() {
    return ApiException.notFound("The agent does not exist in this tenant.");
  }

  /** An agent before and after a change, and the events to publish. */
  public record AgentChange(StoredAgent before, StoredAgent after, OutboxEvents told) {}

  /** A deleted agent and the events to publish. */
  public record AgentRemoval(StoredAgent agent, OutboxEvents told) {}
}
