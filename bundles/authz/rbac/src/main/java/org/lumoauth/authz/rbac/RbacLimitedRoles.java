package org.lumoauth.authz.rbac;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import javax.persistence.EntityManager;
import org.lumoauth.api.authz.LimitedRole;
import org.lumoauth.api.authz.LimitedRoles;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.id.Identifiers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.rbac.store.LimitedStore;
import org.lumoauth.authz.rbac.store.RbacUnit;
import org.lumoauth.authz.rbac.store.RoleStore;
import org.lumoauth.authz.rbac.store.StoredAssignment;
import org.lumoauth.authz.rbac.store.StoredRole;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Who holds which role within limits. The caller's audit record tells who changed it. */
@Component(service = {LimitedRoles.class, RbacLimitedRoles.class})
public final class RbacLimitedRoles implements LimitedRoles {

  /** As many as a decision can look through. */
  static final int MAX_PER_SUBJECT = 200;

  private final RbacUnit unit;
  private final RoleChanges changes;
  private final Identifiers identifiers;
  private final Clock clock;

  @Activate
  public RbacLimitedRoles(
      @Reference RbacUnit unit,
      @Reference RoleChanges changes,
      @Reference Identifiers identifiers) {
    this(unit, changes, identifiers, Clock.systemUTC());
  }

  /** With a clock of one's own. */
  public RbacLimitedRoles(
      RbacUnit unit, RoleChanges changes, Identifiers identifiers, Clock clock) {
    this.unit = unit;
    this.changes = changes;
    this.identifiers = identifiers;
    this.clock = clock;
  }

  @Override
  public List<LimitedRole> of(TenantContext tenant, SubjectRef subject) {
    var id = tenant.id();
    return unit.read(
        id,
        em -> LimitedStore.of(em, id, subject).stream().map(each -> shown(em, id, each)).toList());
  }

  /** Who holds a role within limits. */
  public Page<LimitedRole> ofRole(TenantContext tenant, String role, PageRequest request) {
    var id = tenant.id();
    return unit.read(
        id,
        em ->
            LimitedStore.ofRole(em, id, require(em, id, role).id(), request)
                .map(each -> shown(em, id, each)));
  }

  @Override
  public LimitedRole give(
      TenantContext tenant, SubjectRef subject, String role, RoleLimits limits) {
    Holders.require(subject, "Roles");
    var now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    var checked = LimitRules.checked(limits, now);
    var id = tenant.id();
    try {
      return unit.changeAssignments(
          id, (em, row) -> shown(em, id, put(em, id, subject, role, checked, now)));
    } finally {
      // Even after a failure, since a commit may have been made that was not answered.
      changes.assignments(id, List.of(subject));
    }
  }

  @Override
  public Optional<LimitedRole> take(TenantContext tenant, SubjectRef subject, String id) {
    var tenantId = tenant.id();
    try {
      return unit.changeAssignments(
          tenantId,
          (em, row) -> {
            var held =
                LimitedStore.find(em, tenantId, id).filter(each -> each.subject().equals(subject));
            var shown = held.map(each -> shown(em, tenantId, each));
            held.ifPresent(each -> LimitedStore.remove(em, tenantId, each.id()));
            return shown;
          });
    } finally {
      changes.assignments(tenantId, List.of(subject));
    }
  }

  /** The assignment with this id. */
  public Optional<LimitedRole> find(TenantContext tenant, String id) {
    var tenantId = tenant.id();
    return unit.read(
        tenantId, em -> LimitedStore.find(em, tenantId, id).map(each -> shown(em, tenantId, each)));
  }

  private StoredAssignment put(
      EntityManager em,
      String tenantId,
      SubjectRef subject,
      String role,
      RoleLimits limits,
      Instant now) {
    var found = require(em, tenantId, role);
    var held = LimitedStore.of(em, tenantId, subject);
    if (held.size() >= MAX_PER_SUBJECT) {
      throw Problem.invalid(
          "role", "At most " + MAX_PER_SUBJECT + " roles within limits are held by one subject.");
    }
    var id = identifiers.next(ID_PREFIX);
    return LimitedStore.put(
        em, tenantId, new StoredAssignment(id, subject, found.id(), limits, now));
  }

  private static RoleRef require(EntityManager em, String tenantId, String role) {
    return RoleStore.find(em, tenantId, role)
        .map(StoredRole::ref)
        .orElseThrow(() -> Problem.notFound("There is no such role here."));
  }

  private static LimitedRole shown(EntityManager em, String tenantId, StoredAssignment stored) {
    return new LimitedRole(
        stored.id(),
        stored.subject(),
        require(em, tenantId, stored.roleId()),
        stored.limits(),
        stored.createdAt());
  }
}
