package org.lumoauth.authz.rebac;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent.Target;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.relation.RelationException;
import org.lumoauth.api.relation.RelationException.Kind;
import org.lumoauth.api.relation.RelationStore;
import org.lumoauth.api.relation.RelationStores;
import org.lumoauth.api.relation.Slice;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rebac.cache.Indexes;
import org.lumoauth.authz.rebac.store.RebacUnit;
import org.lumoauth.authz.rebac.store.StoreKey;
import org.lumoauth.authz.rebac.store.StoreTable;
import org.lumoauth.platform.cache.MeasuredCache;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Stores in the database. */
@Component(
    service = {RelationStores.class, StoredRelationStores.class},
    configurationPid = "org.lumoauth.authz.rebac")
public final class StoredRelationStores implements RelationStores {

  private static final String STANDARD = "standard";
  private static final int LONGEST = 256;
  private static final int MOST = 1000;

  private final RebacUnit unit;
  private final Identifiers identifiers;
  private final Tokens tokens;
  private final Indexes indexes;
  private final RelationChanges changes;
  private final RelationAudit audit;

  /** Of several made at the same instant there may be a few more, which does no harm. */
  private final int maxStores;

  private final Cache<String, RelationStore> standards =
      MeasuredCache.build(
          "authz-rebac.standard-stores", Caffeine.newBuilder().maximumSize(100_000));

  @Activate
  public StoredRelationStores(
      @Reference RebacUnit unit,
      @Reference Identifiers identifiers,
      @Reference Tokens tokens,
      @Reference Indexes indexes,
      @Reference RelationChanges changes,
      @Reference RelationAudit audit,
      RebacConfig config) {
    this.unit = unit;
    this.identifiers = identifiers;
    this.tokens = tokens;
    this.indexes = indexes;
    this.changes = changes;
    this.audit = audit;
    this.maxStores = config.maxStores();
  }

  /** It can't be deleted but with its tenant, so one that is held is right. */
  @Override
  public RelationStore standard(TenantContext tenant) {
    return standards.get(tenant.id(), this::findOrMakeStandard);
  }

  /** Forgets what is held of a tenant that is gone. */
  void forget(String tenantId) {
    standards.invalidate(tenantId);
  }

  @Override
  public RelationStore create(TenantContext tenant, String name, Initiator by) {
    requireName(name);
    audit.requireWritable();
    var store = made(name, false);
    unit.change(
        connection -> {
          if (StoreTable.count(connection, tenant.id()) >= maxStores) {
            throw new RelationException(
                Kind.LIMIT_EXCEEDED, "A tenant has at most " + maxStores + " stores.");
          }
          StoreTable.insert(connection, tenant.id(), store);
          return null;
        });
    record(tenant, by, "relation.store.created", store, "The store " + name + " was made.");
    return store;
  }

  @Override
  public Optional<RelationStore> find(TenantContext tenant, String storeId) {
    return unit.work(connection -> StoreTable.find(connection, new StoreKey(tenant.id(), storeId)));
  }

  @Override
  public Slice<RelationStore> list(
      TenantContext tenant, Optional<String> name, int limit, Optional<String> after) {
    Slices.requireLimit(limit, MOST);
    var list = new StoreKey(tenant.id(), "");
    String from = after.map(token -> tokens.read(list, "stores", token, 1).get(0)).orElse("");
    return Slices.cut(
        unit.work(connection -> StoreTable.list(connection, tenant.id(), name, from, limit + 1)),
        limit,
        last -> tokens.write(list, "stores", List.of(last.id())));
  }

  @Override
  public void delete(TenantContext tenant, String storeId, Initiator by) {
    audit.requireWritable();
    var key = new StoreKey(tenant.id(), storeId);
    RelationStore deleted =
        unit.change(
            connection -> {
              StoreTable.lock(connection, key);
              var store = StoreTable.find(connection, key).orElseThrow(Refusals::noStore);
              if (store.standard()) {
                throw new RelationException(
                    Kind.INVALID_REQUEST, "The standard store can't be deleted.");
              }
              StoreTable.delete(connection, key);
              return store;
            });
    changes.store(key);
    indexes.forget(key);
    record(
        tenant,
        by,
        "relation.store.deleted",
        deleted,
        "The store " + deleted.name() + " was deleted.");
  }

  private RelationStore findOrMakeStandard(String tenantId) {
    return findStandard(tenantId).orElseGet(() -> makeStandard(tenantId));
  }

  private Optional<RelationStore> findStandard(String tenantId) {
    return unit.work(connection -> StoreTable.standard(connection, tenantId));
  }

  private RelationStore makeStandard(String tenantId) {
    var store = made(STANDARD, true);
    try {
      return unit.change(
          connection -> {
            StoreTable.insert(connection, tenantId, store);
            return store;
          });
    } catch (DuplicateKeyException e) {
      return findStandard(tenantId).orElseThrow(() -> e); // another thread or node was quicker
    }
  }

  private RelationStore made(String name, boolean standard) {
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    return new RelationStore(identifiers.next("sto_"), name, standard, now, now);
  }

  private static void requireName(String name) {
    if (name.isBlank() || name.length() > LONGEST) {
      throw new RelationException(
          Kind.INVALID_REQUEST, "A store's name has 1 to " + LONGEST + " characters.");
    }
  }

  private void record(
      TenantContext tenant, Initiator by, String action, RelationStore store, String message) {
    audit.record(
        tenant.id(),
        by,
        action,
        new Target("relation-store", store.id(), Optional.of(store.name())),
        message,
        Map.of());
  }
}
