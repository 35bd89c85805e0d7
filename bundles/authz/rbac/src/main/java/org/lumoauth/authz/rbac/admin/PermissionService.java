/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac.admin;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.RoleChangePublisher;
import org.lumoauth.authz.rbac.entity.RbacTenantCounterRow;
import org.lumoauth.authz.rbac.store.PermissionStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.StoredPermission;
import org.lumoauth.platform.persistence.DuplicateKeyException;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages permissions. A change is effective when the method returns. */
@Component(service = PermissionService.class)
public final class PermissionService {

  /** A permission before and after a change. */
  public record PermissionChange(PermissionView before, PermissionView after) {}

  /**
   * Rolls back a change that would grant other permissions, until the caller's right is checked.
   */
  private static final class PermissionEscalationException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final RbacPersistenceUnit unit;
  private final RoleChangePublisher changes;

  @Activate
  public PermissionService(
      @Reference RbacPersistenceUnit unit, @Reference RoleChangePublisher changes) {
    this.unit = unit;
    this.changes = changes;
  }

  public Page<PermissionView> list(
      TenantContext tenant,
      PageRequest request,
      Optional<String> resource,
      Optional<Boolean> system) {
    var id = tenant.id();
    return unit.read(
        id,
        em -> {
          var page = PermissionStore.page(em, id, request, resource, system);
          var ids = page.items().stream().map(StoredPermission::id).toList();
          var counts = PermissionStore.roleCounts(em, id, ids);
          return page.map(each -> PermissionView.of(each, counts.getOrDefault(each.id(), 0L)));
        });
  }

  /**
   * Returns the permission with this number or slug.
   *
   * @throws ApiException 404 if it does not exist
   */
  public PermissionView get(TenantContext tenant, String numberOrSlug) {
    return unit.read(
        tenant.id(),
        em ->
            body(
                em,
                tenant,
                new RbacReferenceResolver(em, tenant.id()).requirePermission(numberOrSlug)));
  }

  /** Returns the roles that contain the permission directly. */
  public List<RoleRef> usage(TenantContext tenant, String numberOrSlug) {
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            PermissionStore.usage(
                em, id, new RbacReferenceResolver(em, id).requirePermission(numberOrSlug).id()));
  }

  /**
   * Creates a permission.
   *
   * @throws ApiException 409 if the slug exists, 422 for an invalid body
   */
  public PermissionView create(TenantContext tenant, PermissionRequestBody form) {
    var slug = RbacNameValidator.permission(form.slug());
    var name = form.name() == null ? slug : RbacNameValidator.name(form.name());
    var description = RbacNameValidator.description(form.description());
    return change(
        tenant,
        (em, row) -> {
          requireFree(em, tenant, slug);
          var permission =
              new StoredPermission(
                  row.takePermissionNumber(),
                  slug,
                  name,
                  description,
                  false,
                  Instant.now().truncatedTo(ChronoUnit.MICROS));
          PermissionStore.insert(em, tenant.id(), permission);
          em.flush();
          return PermissionView.of(permission, 0);
        });
  }

  /**
   * Changes the members in the body.
   *
   * @param mayGive refuses a caller without the right to grant permissions, since a new slug
   *     changes the permission of all subjects that have it. Called only in that case, and outside
   *     of the transaction, because its decision reads roles, too
   */
  public PermissionChange update(
      TenantContext tenant, String numberOrSlug, PermissionRequestBody form, Runnable mayGive) {
    try {
      return update(tenant, numberOrSlug, form, false);
    } catch (PermissionEscalationException e) {
      mayGive.run();
      return update(tenant, numberOrSlug, form, true);
    }
  }

  private PermissionChange update(
      TenantContext tenant, String numberOrSlug, PermissionRequestBody form, boolean gives) {
    return change(
        tenant,
        (em, row) -> {
          var permission =
              changeable(
                  new RbacReferenceResolver(em, tenant.id()).requirePermission(numberOrSlug));
          var before = body(em, tenant, permission);
          var slug =
              form.slug() == null ? permission.slug() : RbacNameValidator.permission(form.slug());
          if (!slug.equals(permission.slug())) {
            requireFree(em, tenant, slug);
            if (!gives && PermissionStore.held(em, tenant.id(), permission.id())) {
              throw new PermissionEscalationException();
            }
          }
          var changed =
              new StoredPermission(
                  permission.id(),
                  slug,
                  form.name() == null ? permission.name() : RbacNameValidator.name(form.name()),
                  form.description() == null
                      ? permission.description()
                      : RbacNameValidator.description(form.description()),
                  false,
                  permission.createdAt());
          PermissionStore.update(em, tenant.id(), changed);
          em.flush();
          return new PermissionChange(before, PermissionView.of(changed, before.roleCount()));
        });
  }

  /** Deletes a permission and removes it from every role and subject. */
  public PermissionView delete(TenantContext tenant, String numberOrSlug) {
    return change(
        tenant,
        (em, row) -> {
          var permission =
              changeable(
                  new RbacReferenceResolver(em, tenant.id()).requirePermission(numberOrSlug));
          var before = body(em, tenant, permission);
          PermissionStore.delete(em, tenant.id(), permission.id());
          return before;
        });
  }

  private <T> T change(
      TenantContext tenant, BiFunction<EntityManager, RbacTenantCounterRow, T> work) {
    try {
      return unit.changeRoles(tenant.id(), work);
    } catch (DuplicateKeyException e) {
      throw ApiException.duplicate("A permission with this slug exists already.");
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishRoleChange(tenant.id(), "permission");
    }
  }

  private static PermissionView body(
      EntityManager em, TenantContext tenant, StoredPermission permission) {
    var counts = PermissionStore.roleCounts(em, tenant.id(), List.of(permission.id()));
    return PermissionView.of(permission, counts.getOrDefault(permission.id(), 0L));
  }

  private static void requireFree(EntityManager em, TenantContext tenant, String slug) {
    if (PermissionStore.findBySlug(em, tenant.id(), slug).isPresent()) {
      throw ApiException.duplicate("A permission with the slug `" + slug + "` exists already.");
    }
  }

  private static StoredPermission changeable(StoredPermission permission) {
    if (permission.system()) {
      throw ApiException.forbidden(
          "The permission `" + permission.slug() + "` is built in and cannot be changed.");
    }
    return permission;
  }
}
