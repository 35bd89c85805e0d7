/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.persistence.EntityManager;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.RoleChangePublisher;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.authz.rbac.store.StoredRole;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages roles. A change is effective when the method returns. */
@Component(service = RoleService.class)
public final class RoleService {

  /** A role before and after a change. */
  public record RoleChange(RoleView before, RoleView after) {}

  private final RbacPersistenceUnit unit;
  private final IdGenerator identifiers;
  private final RoleChangePublisher changes;

  @Activate
  public RoleService(
      @Reference RbacPersistenceUnit unit,
      @Reference IdGenerator identifiers,
      @Reference RoleChangePublisher changes) {
    this.unit = unit;
    this.identifiers = identifiers;
    this.changes = changes;
  }

  public Page<RoleView> list(TenantContext tenant, PageRequest request) {
    var id = tenant.id();
    return unit.read(
        id,
        em -> {
          var page = RoleStore.page(em, id, request);
          return new Page<>(RoleViewAssembler.many(em, id, page.items()), page.total(), request);
        });
  }

  /**
   * Returns the role with this id or slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  public RoleView get(TenantContext tenant, String idOrSlug) {
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            RoleViewAssembler.one(em, id, new RbacReferenceResolver(em, id).requireRole(idOrSlug)));
  }

  /**
   * Creates a role.
   *
   * @throws ApiException 409 if the slug exists, 422 for an invalid body
   */
  public RoleView create(TenantContext tenant, RoleRequestBody form) {
    var name = RbacNameValidator.name(form.name());
    var slug =
        form.slug() == null
            ? RbacNameValidator.roleSlugFrom(name)
            : RbacNameValidator.roleSlug(form.slug());
    var now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    var role =
        new StoredRole(
            identifiers.next("rol_"),
            slug,
            name,
            RbacNameValidator.description(form.description()),
            false,
            now,
            now);
    return change(
        tenant,
        (em, resolver) -> {
          requireFree(em, tenant, slug);
          RoleStore.insert(em, tenant.id(), role);
          em.flush();
          link(em, tenant, role.id(), form);
          return RoleViewAssembler.one(em, tenant.id(), role);
        });
  }

  /** Changes the members in the body. */
  public RoleChange update(TenantContext tenant, String idOrSlug, RoleRequestBody form) {
    return change(
        tenant,
        (em, resolver) -> {
          var role = changeable(resolver.requireRole(idOrSlug));
          var before = RoleViewAssembler.one(em, tenant.id(), role);
          var slug = form.slug() == null ? role.slug() : RbacNameValidator.roleSlug(form.slug());
          if (!slug.equals(role.slug())) {
            requireFree(em, tenant, slug);
          }
          var changed =
              new StoredRole(
                  role.id(),
                  slug,
                  form.name() == null ? role.name() : RbacNameValidator.name(form.name()),
                  form.description() == null
                      ? role.description()
                      : RbacNameValidator.description(form.description()),
                  false,
                  role.createdAt(),
                  Instant.now().truncatedTo(ChronoUnit.MICROS));
          RoleStore.update(em, tenant.id(), changed);
          link(em, tenant, role.id(), form);
          em.flush();
          return new RoleChange(before, RoleViewAssembler.one(em, tenant.id(), changed));
        });
  }

  /** Replaces the role; omitted members become empty, except the slug, which does not change. */
  public RoleChange replace(TenantContext tenant, String idOrSlug, RoleRequestBody form) {
    return update(
        tenant,
        idOrSlug,
        new RoleRequestBody(
            RbacNameValidator.name(form.name()),
            form.slug(),
            form.description() == null ? "" : form.description(),
            form.permissions() == null ? List.of() : form.permissions(),
            form.parents() == null ? List.of() : form.parents()));
  }

  /** Deletes a role and its assignments. */
  public RoleView delete(TenantContext tenant, String idOrSlug) {
    return change(
        tenant,
        (em, resolver) -> {
          var role = changeable(resolver.requireRole(idOrSlug));
          var before = RoleViewAssembler.one(em, tenant.id(), role);
          RoleStore.delete(em, tenant.id(), role.id());
          return before;
        });
  }

  /**
   * Refuses unknown roles and permissions, as a change with them would.
   *
   * @throws ApiException 422 for an unknown role or permission
   */
  public void requireKnown(TenantContext tenant, List<String> permissions, List<String> parents) {
    unit.read(
        tenant.id(),
        em -> {
          var resolver = new RbacReferenceResolver(em, tenant.id());
          resolver.permissions(permissions);
          return resolver.parents(parents);
        });
  }

  /** Returns the permissions that the role contains directly, by slug. */
  public List<StoredPermission> permissions(TenantContext tenant, String idOrSlug) {
    var id = tenant.id();
    return unit.read(
        id,
        em -> {
          var role = new RbacReferenceResolver(em, id).requireRole(idOrSlug);
          var own = RoleStore.permissionsOf(em, id, role.id());
          return PermissionStore.all(em, id).stream()
              .filter(permission -> own.contains(permission.id()))
              .toList();
        });
  }

  public RoleChange addPermissions(
      TenantContext tenant, String idOrSlug, List<String> permissions) {
    return changePermissions(
        tenant,
        idOrSlug,
        (em, role) -> {
          var ids = new RbacReferenceResolver(em, tenant.id()).permissions(permissions);
          RoleStore.addPermissions(em, tenant.id(), role.id(), ids);
          return true;
        });
  }

  /**
   * Removes a permission.
   *
   * @throws ApiException 404 if the role does not contain it directly
   */
  public RoleChange removePermission(TenantContext tenant, String idOrSlug, String permission) {
    return changePermissions(
        tenant,
        idOrSlug,
        (em, role) -> {
          var id = new RbacReferenceResolver(em, tenant.id()).requirePermission(permission).id();
          return RoleStore.removePermission(em, tenant.id(), role.id(), id);
        });
  }

  private RoleChange changePermissions(
      TenantContext tenant, String idOrSlug, BiFunction<EntityManager, StoredRole, Boolean> work) {
    return change(
        tenant,
        (em, resolver) -> {
          var role = changeable(resolver.requireRole(idOrSlug));
          var before = RoleViewAssembler.one(em, tenant.id(), role);
          if (!work.apply(em, role)) {
            throw ApiException.notFound("The role does not contain this permission directly.");
          }
          em.flush();
          return new RoleChange(before, RoleViewAssembler.one(em, tenant.id(), role));
        });
  }

  private <T> T change(
      TenantContext tenant, BiFunction<EntityManager, RbacReferenceResolver, T> work) {
    try {
      return unit.changeRoles(
          tenant.id(), (em, row) -> work.apply(em, new RbacReferenceResolver(em, tenant.id())));
    } catch (DuplicateKeyException e) {
      throw ApiException.duplicate("A role with this slug exists already.");
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishRoleChange(tenant.id(), "role");
    }
  }

  private static void link(
      EntityManager em, TenantContext tenant, String roleId, RoleRequestBody form) {
    var resolver = new RbacReferenceResolver(em, tenant.id());
    if (form.permissions() != null) {
      var ids = resolver.permissions(form.permissions());
      RoleStore.replacePermissions(em, tenant.id(), roleId, ids);
    }
    if (form.parents() != null) {
      var ids = resolver.parents(form.parents());
      new RoleHierarchyValidator(RoleStore.parents(em, tenant.id())).check(roleId, ids);
      RoleStore.replaceParents(em, tenant.id(), roleId, ids);
    }
    em.flush();
  }

  private static void requireFree(EntityManager em, TenantContext tenant, String slug) {
    Optional<StoredRole> taken = RoleStore.findBySlug(em, tenant.id(), slug);
    if (taken.isPresent()) {
      throw ApiException.duplicate("A role with the slug `" + slug + "` exists already.");
    }
  }

  private static StoredRole changeable(StoredRole role) {
    if (role.system()) {
      throw ApiException.forbidden(
          "The role `" + role.slug() + "` is built in and cannot be changed.");
    }
    return role;
  }
}
