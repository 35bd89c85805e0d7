package org.lumoauth.agents.registry;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import org.lumoauth.agents.registry.entity.AgentRow;
import org.lumoauth.agents.registry.entity.AgentRowKey;
import org.lumoauth.api.event.OutboxEvents;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.RetiredIds;
import org.lumoauth.platform.persistence.SqlStatements;
import org.lumoauth.platform.persistence.StaleDataException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Reads and writes rows of agents. Every query names the tenant. */
@Component(service = AgentStore.class)
public final class AgentStore {

  private static final int ATTEMPTS = 5;

  private final PersistenceUnit unit;
  private final RetiredIds gone = new RetiredIds("agent_client_gone", "client_id");

  @Activate
  public AgentStore(@Reference AgentRegistryPersistenceUnit registry) {
    this.unit = registry.unit();
  }

  Optional<StoredAgent> find(String tenantId, String agentId) {
    return unit.read(
        em ->
            Optional.ofNullable(em.find(AgentRow.class, new AgentRowKey(tenantId, agentId)))
                .map(AgentRow::toStored));
  }

  /** The id of the agent with this client. Neither ever changes. */
  Optional<String> findIdByClient(String tenantId, String clientId) {
    return unit.autoCommit(
        connection ->
            SqlStatements.first(
                connection,
                row -> row.getString(1),
                "select id from agent where tenant_id = ? and client_id = ?",
                tenantId,
                clientId));
  }

  Page<StoredAgent> list(TenantContext tenant, PageRequest request) {
    return list(tenant, AgentListFilter.ALL, request);
  }

  Page<StoredAgent> list(TenantContext tenant, AgentListFilter filter, PageRequest request) {
    return new AgentListQuery(unit).list(tenant, filter, request);
  }

  /** Ids of the agents that this one registered. */
  List<String> listChildIds(String tenantId, String parentId) {
    return ids(tenantId, "a.parentId", parentId);
  }

  /** Ids of the instances of a blueprint. */
  List<String> listInstanceIds(String tenantId, String blueprintId) {
    return ids(tenantId, "a.blueprintId", blueprintId);
  }

  /** Whether somebody is the owner or the sponsor of an agent, whether that may act or not. */
  boolean existsByOwnerOrSponsor(String tenantId, String userId) {
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

  /** Whether an agent has this client id, or somebody had it who is gone. */
  boolean wasClientIdUsed(String tenantId, String clientId) {
    return findIdByClient(tenantId, clientId).isPresent()
        || unit.read(em -> gone.contains(em, tenantId, clientId));
  }

  /**
   * Adds an agent.
   *
   * @throws ApiException 409 {@code duplicate_resource} if somebody who is gone had its client id
   */
  void insert(TenantContext tenant, StoredAgent agent) {
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
   * Adds an agent below another, within the limits; one after the other below one root agent.
   *
   * @throws ApiException 404 if the one above is gone
   */
  SubAgentLimits.SubAgentLimitResult insertBelow(
      TenantContext tenant, StoredAgent agent, String parentId, SubAgentLimits limits) {
    // The root of an agent never changes, so it is read before the transaction that locks it.
    String root = unit.read(em -> row(em, tenant, parentId).rootId());
    return unit.write(
        em -> {
          // The lock comes before anything is read, so that what is counted is what is there then.
          locked(em, tenant, root);
          if (!parentId.equals(root)) {
            locked(em, tenant, parentId);
          }
          var verdict =
              limits.check(
                  () -> count(em, tenant, "a.parentId", parentId),
                  () -> count(em, tenant, "a.rootId", root));
          if (verdict == SubAgentLimits.SubAgentLimitResult.WITHIN) {
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
    em
        .createQuery(
            "SELECT a FROM AgentRow a WHERE a.key.tenantId = :tenant AND a.key.id = :id",
            AgentRow.class)
        .setParameter("tenant", tenant.id())
        .setParameter("id", agentId)
        .setLockMode(LockModeType.PESSIMISTIC_WRITE)
        .getResultList()
        .stream()
        .findFirst()
        .orElseThrow(AgentStore::unknown);
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
   * Changes an agent as it stands now; of two changes at once neither is lost.
   *
   * @param told what is to be told of it
   * @return the agent before and after
   * @throws ApiException 404 if there is no such agent, 409 {@code conflict} if others change it
   *     all the time
   */
  AgentChange change(
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
    throw new ApiException(409, "conflict", "Others are changing this agent just now; try again.");
  }

  /**
   * Removes an agent; empty if there was none.
   *
   * @param told what is to be told of it
   */
  Optional<AgentRemoval> delete(
      TenantContext tenant, String agentId, Function<StoredAgent, OutboxEvents> told) {
    return unit.write(
        em -> {
          var row = // locked: it may be changed just now
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
          CredentialProvenanceStore.deleteByHolder(em, tenant.id(), agentId);
          gone.add(em, tenant.id(), stored.agent().clientId());
          unit.announce(removed.told());
          return Optional.of(removed);
        });
  }

  void deleteAll(String tenantId) {
    unit.run(
        em -> {
          for (var table : List.of("AgentRow", "BlueprintRow")) {
            em.createQuery("DELETE FROM " + table + " a WHERE a.key.tenantId = :tenant")
                .setParameter("tenant", tenantId)
                .executeUpdate();
          }
          em.createNativeQuery("DELETE FROM agent_credential WHERE tenant_id = ?1")
              .setParameter(1, tenantId)
              .executeUpdate();
          gone.erase(em, tenantId);
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

  static ApiException unknown() {
    return ApiException.notFound("There is no such agent here.");
  }

  /** An agent before and after a change, and what is to be told of it. */
  record AgentChange(StoredAgent before, StoredAgent after, OutboxEvents told) {}

  /** An agent that is gone, and what is to be told of it. */
  record AgentRemoval(StoredAgent agent, OutboxEvents told) {}
}
