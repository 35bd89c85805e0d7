/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.tenancy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.persistence.EntityManager;
import javax.persistence.LockModeType;
import javax.persistence.TypedQuery;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.lumoauth.platform.persistence.EpochMicrosConverter;
import org.lumoauth.platform.persistence.PersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitDefinition;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.tenancy.entity.TenantRow;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The table of tenants. Every lookup uses a unique index, so its cost does not grow with their
 * number.
 */
@Component(service = TenantStore.class)
public final class TenantStore {

  static final PersistenceUnitDefinition UNIT =
      new PersistenceUnitDefinition(
          "platform-tenancy",
          TenantStore.class,
          List.of(TenantRow.class),
          "db/platform-tenancy.xml");

  private static final Map<String, String> SORT_KEYS =
      Map.of("slug", "slug", "name", "displayName", "createdAt", "createdAt");

  private final PersistenceUnit unit;

  @Activate
  public TenantStore(@Reference PersistenceUnitFactory units) {
    this(units.open(UNIT));
  }

  TenantStore(PersistenceUnit unit) {
    this.unit = unit;
  }

  @Deactivate
  void close() {
    unit.close();
  }

  /**
   * Adds a tenant.
   *
   * @throws DuplicateKeyException if its slug is in use or looks like an existing slug
   */
  void insert(Tenant tenant) {
    unit.run(
        em -> {
          var slug = new TenantSlug(tenant.slug());
          var row =
              new TenantRow(
                  tenant.id(),
                  slug.value(),
                  slug.skeleton(),
                  EpochMicrosConverter.toMicros(tenant.createdAt()));
          set(row, tenant);
          em.persist(row);
        });
  }

  /** Returns the tenant with this slug, of any status. */
  Optional<Tenant> findBySlug(String slug) {
    return unit.read(em -> first(em, "t.slug = ?1", slug));
  }

  /** Returns the tenant with this id, of any status. */
  Optional<Tenant> findById(String tenantId) {
    return unit.read(em -> first(em, "t.tenantId = ?1", tenantId));
  }

  /** Returns the tenant with a slug that equals or looks like this one. */
  Optional<Tenant> findBySkeleton(TenantSlug slug) {
    return unit.read(em -> first(em, "t.skeleton = ?1", slug.skeleton()));
  }

  /** Returns one page in the requested order, by default ordered by slug. */
  Page<Tenant> list(PageRequest page) {
    var key = page.sortBy().orElse("slug");
    if (!SORT_KEYS.containsKey(key)) {
      throw ApiException.invalid("sortBy", "sortBy must be slug, name or createdAt.");
    }
    var order =
        " order by t." + SORT_KEYS.get(key) + (page.descending() ? " desc" : "") + ", t.slug";
    var where =
        page.search().isPresent()
            ? " where lower(t.slug) like ?1 escape '!' or lower(t.displayName) like ?1 escape '!'"
            : "";
    return unit.read(
        em -> {
          var total = em.createQuery("select count(t) from TenantRow t" + where, Long.class);
          var rows = em.createQuery("select t from TenantRow t" + where + order, TenantRow.class);
          page.search()
              .map(TenantStore::pattern)
              .ifPresent(
                  pattern -> {
                    total.setParameter(1, pattern);
                    rows.setParameter(1, pattern);
                  });
          rows.setFirstResult(Math.toIntExact(Math.min(page.offset(), Integer.MAX_VALUE)));
          rows.setMaxResults(page.limit());
          var items = rows.getResultList().stream().map(TenantStore::tenant).toList();
          return new Page<>(items, total.getSingleResult(), page);
        });
  }

  /** A tenant before and after a change. */
  record TenantUpdate(Tenant before, Tenant after) {}

  /** Changes a tenant; returns empty if no tenant has this slug. */
  Optional<TenantUpdate> update(String slug, UnaryOperator<Tenant> change) {
    return unit.write(
        em ->
            rows(em, "t.slug = ?1", slug)
                .setLockMode(
                    LockModeType
                        .PESSIMISTIC_WRITE) // so that none of several concurrent changes is lost
                .getResultList()
                .stream()
                .findFirst()
                .map(
                    row -> {
                      var before = tenant(row);
                      set(row, change.apply(before));
                      return new TenantUpdate(before, tenant(row));
                    }));
  }

  /** Removes a tenant if it exists. */
  void delete(String tenantId) {
    unit.run(
        em ->
            em.createQuery("delete from TenantRow t where t.tenantId = ?1")
                .setParameter(1, tenantId)
                .executeUpdate());
  }

  private static Optional<Tenant> first(EntityManager em, String where, String value) {
    return rows(em, where, value).getResultList().stream().findFirst().map(TenantStore::tenant);
  }

  private static TypedQuery<TenantRow> rows(EntityManager em, String where, String value) {
    return em.createQuery("select t from TenantRow t where " + where, TenantRow.class)
        .setParameter(1, value);
  }

  private static void set(TenantRow row, Tenant tenant) {
    var status = tenant.status().name().toLowerCase(Locale.ROOT);
    row.set(
        tenant.name(), status, tenant.region(), EpochMicrosConverter.toMicros(tenant.updatedAt()));
  }

  private static Tenant tenant(TenantRow row) {
    return new Tenant(
        row.tenantId(),
        row.slug(),
        row.displayName(),
        TenantStatus.valueOf(row.status().toUpperCase(Locale.ROOT)),
        row.region(),
        EpochMicrosConverter.toInstant(row.createdAt()),
        EpochMicrosConverter.toInstant(row.updatedAt()));
  }

  private static String pattern(String search) {
    var text = search.toLowerCase(Locale.ROOT);
    return "%" + text.replace("!", "!!").replace("%", "!%").replace("_", "!_") + "%";
  }
}
