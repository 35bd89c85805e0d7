/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.rbac.store.DirectPermissionStore;
import org.lumoauth.authz.rbac.store.LimitedRoleAssignmentStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RoleAssignmentStore;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredRole;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages role assignments. Callers write the audit record. */
@Component(service = {RoleAssignmentService.class, RbacRoleAssignmentService.class})
public final class RbacRoleAssignmentService implements RoleAssignmentService {

  private final RbacPersistenceUnit unit;
  private final RoleChangePublisher changes;

  @Activate
  public RbacRoleAssignmentService(
      @Reference RbacPersistenceUnit unit, @Reference RoleChangePublisher changes) {
    this.unit = unit;
    this.changes = changes;
  }

  @Override
  public Optional<RoleRef> find(TenantContext tenant, String idOrSlug) {
    return unit.read(
        tenant.id(), em -> RoleStore.find(em, tenant.id(), idOrSlug).map(StoredRole::ref));
  }

  @Override
  public List<RoleRef> rolesOf(TenantContext tenant, SubjectRef subject) {
    return rolesOf(tenant, List.of(subject)).get(subject);
  }

  @Override
  public Map<SubjectRef, List<RoleRef>> rolesOf(
      TenantContext tenant, Collection<SubjectRef> subjects) {
    return unit.read(
        tenant.id(),
        em -> {
          var refs = new HashMap<String, RoleRef>();
          RoleStore.all(em, tenant.id()).forEach(role -> refs.put(role.id(), role.ref()));
          var ids = RoleAssignmentStore.rolesOf(em, tenant.id(), Set.copyOf(subjects));
          var held = new HashMap<SubjectRef, List<RoleRef>>();
          for (SubjectRef subject : subjects) {
            held.put(subject, inOrder(ids.getOrDefault(subject, List.of()), refs));
          }
          return held;
        });
  }

  @Override
  public void assign(TenantContext tenant, SubjectRef subject, Collection<String> roles) {
    assign(tenant, List.of(subject), roles);
  }

  /** Assigns roles to several subjects in one transaction. */
  public void assign(
      TenantContext tenant, Collection<SubjectRef> subjects, Collection<String> roles) {
    subjects.forEach(subject -> RoleHolderTypes.require(subject, "Roles"));
    change(
        tenant.id(),
        subjects,
        em -> {
          var roleIds = resolve(em, tenant.id(), roles);
          for (SubjectRef subject : subjects) {
            addAll(em, tenant.id(), subject, roleIds);
          }
          return null;
        });
  }

  @Override
  public void replace(TenantContext tenant, SubjectRef subject, Collection<String> roles) {
    RoleHolderTypes.require(subject, "Roles");
    change(
        tenant.id(),
        List.of(subject),
        em -> {
          var wanted = resolve(em, tenant.id(), roles);
          for (String held : RoleAssignmentStore.rolesOf(em, tenant.id(), subject)) {
            if (!wanted.contains(held)) {
              RoleAssignmentStore.remove(em, tenant.id(), subject, held);
            }
          }
          LimitedRoleAssignmentStore.removeAll(em, tenant.id(), subject);
          addAll(em, tenant.id(), subject, wanted);
          return null;
        });
  }

  @Override
  public void revoke(TenantContext tenant, SubjectRef subject, String role) {
    revokeIfHeld(tenant, subject, role);
  }

  /** Revokes a role and returns whether the subject had it, with or without limits. */
  public boolean revokeIfHeld(TenantContext tenant, SubjectRef subject, String role) {
    return change(
        tenant.id(),
        List.of(subject),
        em -> {
          var roleId = resolve(em, tenant.id(), List.of(role)).iterator().next();
          boolean limited = LimitedRoleAssignmentStore.removeRole(em, tenant.id(), subject, roleId);
          return RoleAssignmentStore.remove(em, tenant.id(), subject, roleId) || limited;
        });
  }

  @Override
  public void revokeAll(TenantContext tenant, SubjectRef subject) {
    revokeAll(tenant.id(), subject);
  }

  /** Revokes all roles and permissions. */
  void revokeAll(String tenantId, SubjectRef subject) {
    change(
        tenantId,
        List.of(subject),
        em -> {
          for (String held : RoleAssignmentStore.rolesOf(em, tenantId, subject)) {
            RoleAssignmentStore.remove(em, tenantId, subject, held);
          }
          LimitedRoleAssignmentStore.removeAll(em, tenantId, subject);
          DirectPermissionStore.removeAll(em, tenantId, subject);
          return null;
        });
  }

  private <T> T change(
      String tenantId, Collection<SubjectRef> subjects, Function<EntityManager, T> work) {
    try {
      return unit.changeAssignments(tenantId, (em, row) -> work.apply(em));
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishAssignmentChange(tenantId, subjects);
    }
  }

  private static void addAll(
      EntityManager em, String tenantId, SubjectRef subject, Collection<String> roleIds) {
    var now = Instant.now();
    roleIds.forEach(id -> RoleAssignmentStore.add(em, tenantId, subject, id, now));
  }

  private static Set<String> resolve(EntityManager em, String tenantId, Collection<String> roles) {
    var ids = new LinkedHashSet<String>();
    for (String role : roles) {
      ids.add(
          RoleStore.find(em, tenantId, role)
              .map(StoredRole::id)
              .orElseThrow(() -> ApiException.notFound("The role was not found.")));
    }
    return ids;
  }

  private static List<RoleRef> inOrder(List<String> ids, Map<String, RoleRef> refs) {
    var roles = new ArrayList<RoleRef>();
    ids.stream().sorted().map(refs::get).filter(Objects::nonNull).forEach(roles::add);
    return List.copyOf(roles);
  }
}
