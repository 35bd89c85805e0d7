/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.LimitedRoleAssignment;
import org.lumoauth.api.authz.LimitedRoleAssignmentService;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.authz.rbac.store.LimitedRoleAssignmentStore;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredLimitedRoleAssignment;
import org.lumoauth.authz.rbac.store.StoredRole;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Manages role assignments with limits. Callers write the audit record. */
@Component(service = {LimitedRoleAssignmentService.class, RbacLimitedRoleAssignmentService.class})
public final class RbacLimitedRoleAssignmentService implements LimitedRoleAssignmentService {

  /** Maximum number of limited roles of a subject, since a decision evaluates all of them. */
  static final int MAX_PER_SUBJECT = 200;

  private final RbacPersistenceUnit unit;
  private final RoleChangePublisher changes;
  private final IdGenerator identifiers;
  private final InstantSource clock;

  @Activate
  public RbacLimitedRoleAssignmentService(
      @Reference RbacPersistenceUnit unit,
      @Reference RoleChangePublisher changes,
      @Reference IdGenerator identifiers,
      @Reference InstantSource clock) {
    this.unit = unit;
    this.changes = changes;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public List<LimitedRoleAssignment> listAssignments(TenantContext tenant, SubjectRef subject) {
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            LimitedRoleAssignmentStore.of(em, id, subject).stream()
                .map(each -> shown(em, id, each))
                .toList());
  }

  /** Returns the assignments of a role with limits. */
  public Page<LimitedRoleAssignment> ofRole(
      TenantContext tenant, String role, PageRequest request) {
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            LimitedRoleAssignmentStore.ofRole(em, id, require(em, id, role).id(), request)
                .map(each -> shown(em, id, each)));
  }

  @Override
  public LimitedRoleAssignment assign(
      TenantContext tenant, SubjectRef subject, String role, RoleAssignmentLimits limits) {
    RoleHolderTypes.require(subject, "Roles");
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var checked = RoleAssignmentLimitsValidator.validate(limits, now);
    var id = tenant.id();
    try {
      return unit.changeAssignments(
          id, (em, row) -> shown(em, id, put(em, id, subject, role, checked, now)));
    } finally {
      // Even after a failure, since the commit may have succeeded without a response.
      changes.publishAssignmentChange(id, List.of(subject));
    }
  }

  @Override
  public Optional<LimitedRoleAssignment> revoke(
      TenantContext tenant, SubjectRef subject, String id) {
    var tenantId = tenant.id();
    try {
      return unit.changeAssignments(
          tenantId,
          (em, row) -> {
            var held =
                LimitedRoleAssignmentStore.find(em, tenantId, id)
                    .filter(each -> each.subject().equals(subject));
            var shown = held.map(each -> shown(em, tenantId, each));
            held.ifPresent(each -> LimitedRoleAssignmentStore.remove(em, tenantId, each.id()));
            return shown;
          });
    } finally {
      changes.publishAssignmentChange(tenantId, List.of(subject));
    }
  }

  /** Returns the assignment with this id. */
  public Optional<LimitedRoleAssignment> find(TenantContext tenant, String id) {
    var tenantId = tenant.id();
    return unit.read(
        tenantId,
        em ->
            LimitedRoleAssignmentStore.find(em, tenantId, id)
                .map(each -> shown(em, tenantId, each)));
  }

  private StoredLimitedRoleAssignment put(
      EntityManager em,
      String tenantId,
      SubjectRef subject,
      String role,
      RoleAssignmentLimits limits,
      Instant now) {
    var found = require(em, tenantId, role);
    var held = LimitedRoleAssignmentStore.of(em, tenantId, subject);
    if (held.size() >= MAX_PER_SUBJECT) {
      throw ApiException.invalid(
          "role", "A subject can have at most " + MAX_PER_SUBJECT + " roles with limits.");
    }
    var id = identifiers.next(ID_PREFIX);
    return LimitedRoleAssignmentStore.put(
        em, tenantId, new StoredLimitedRoleAssignment(id, subject, found.id(), limits, now));
  }

  private static RoleRef require(EntityManager em, String tenantId, String role) {
    return RoleStore.find(em, tenantId, role)
        .map(StoredRole::ref)
        .orElseThrow(() -> ApiException.notFound("The role was not found."));
  }

  private static LimitedRoleAssignment shown(
      EntityManager em, String tenantId, StoredLimitedRoleAssignment stored) {
    return new LimitedRoleAssignment(
        stored.id(),
        stored.subject(),
        require(em, tenantId, stored.roleId()),
        stored.limits(),
        stored.createdAt());
  }
}
