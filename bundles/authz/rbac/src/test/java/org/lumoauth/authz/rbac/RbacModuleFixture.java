/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rbac;

import java.lang.annotation.Annotation;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authz.AuthorizationVote;
import org.lumoauth.api.authz.DecisionRequest;
import org.lumoauth.api.authz.Resource;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authz.rbac.admin.PermissionRequestBody;
import org.lumoauth.authz.rbac.admin.PermissionService;
import org.lumoauth.authz.rbac.admin.RoleRequestBody;
import org.lumoauth.authz.rbac.admin.RoleService;
import org.lumoauth.authz.rbac.admin.RoleView;
import org.lumoauth.authz.rbac.graph.RoleCacheConfig;
import org.lumoauth.authz.rbac.graph.RoleGraphAndHoldingsCache;
import org.lumoauth.authz.rbac.store.RbacPersistenceUnit;
import org.lumoauth.platform.persistence.PersistenceUnitFactory;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;
import org.lumoauth.testkit.fake.user.FakeUserDirectory;

/** The module of one node on a test database. */
public final class RbacModuleFixture implements AutoCloseable {

  public static final TenantContext ACME =
      new TenantContext("ten_acme", "acme", "https://id.example/t/acme/api/v1");
  public static final TenantContext GLOBEX =
      new TenantContext("ten_globex", "globex", "https://id.example/t/globex/api/v1");
  public static final SubjectRef ALICE = new SubjectRef(SubjectRef.USER, "usr_alice");
  public static final SubjectRef WRITERS = new SubjectRef(SubjectRef.GROUP, "grp_writers");
  public static final SubjectRef ROBOT = new SubjectRef(SubjectRef.AGENT, "agt_robot");

  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeUserDirectory users = new FakeUserDirectory();
  public final FakeSubjectDirectory subjects = new FakeSubjectDirectory();
  public final RbacPersistenceUnit unit;
  public final RoleGraphAndHoldingsCache index;
  public final RbacRoleAssignmentService assignments;
  public final RbacPermissionGrantService grants;
  public final RbacLimitedRoleAssignmentService limited;
  public final RbacTestClock clock = new RbacTestClock();
  public final RbacRoleHolderLookup holders;
  public final RoleService roles;
  public final PermissionService permissions;
  public final RbacAuthorizationModel model;
  public final RbacSubjectPermissionProvider lists;

  /** A node that hears of its own changes alone, and rechecks hourly. */
  public RbacModuleFixture(TestDatabase database) {
    this(database.units(), 3_600_000);
  }

  public RbacModuleFixture(PersistenceUnitFactory units, long recheckMillis) {
    this(units, recheckMillis, new FakeIdGenerator());
  }

  private RbacModuleFixture(
      PersistenceUnitFactory units, long recheckMillis, FakeIdGenerator identifiers) {
    unit = new RbacPersistenceUnit(units, prefix -> identifiers.next(prefix));
    index = new RoleGraphAndHoldingsCache(unit, new Config(1000, 10_000, recheckMillis));
    var changes = new RoleChangePublisher(events);
    assignments = new RbacRoleAssignmentService(unit, changes);
    grants = new RbacPermissionGrantService(unit, changes);
    limited = new RbacLimitedRoleAssignmentService(unit, changes, identifiers, clock);
    holders = new RbacRoleHolderLookup(unit);
    roles = new RoleService(unit, identifiers, changes);
    permissions = new PermissionService(unit, changes);
    model = new RbacAuthorizationModel(index, users, subjects, clock);
    lists = new RbacSubjectPermissionProvider(index, users, clock);
    events.addListener(new RoleChangeListener(index, assignments));
  }

  public void permission(String slug) {
    permissions.create(ACME, new PermissionRequestBody(slug, null, null));
  }

  public RoleView role(String name, List<String> permissions, String... parents) {
    return roles.create(ACME, new RoleRequestBody(name, null, null, permissions, List.of(parents)));
  }

  public boolean permits(SubjectRef subject, String permission) {
    return permits(ACME, subject, permission);
  }

  public boolean permits(TenantContext tenant, SubjectRef subject, String permission) {
    return vote(tenant, subject, permission).outcome() == AuthorizationVote.VoteOutcome.PERMIT;
  }

  /** Whether the subject may do it to a resource. */
  public boolean permits(SubjectRef subject, String permission, Resource resource) {
    return vote(subject, permission, Optional.of(resource)).outcome()
        == AuthorizationVote.VoteOutcome.PERMIT;
  }

  public AuthorizationVote vote(
      SubjectRef subject, String permission, Optional<Resource> resource) {
    return model.vote(
        ACME,
        new DecisionRequest(subject, List.of(), permission, resource, Map.of(), Optional.empty()));
  }

  public AuthorizationVote vote(TenantContext tenant, SubjectRef subject, String permission) {
    return model.vote(tenant, DecisionRequest.of(subject, permission));
  }

  @Override
  public void close() {
    unit.close();
  }

  private record Config(int tenants, int subjects, long recheckMillis) implements RoleCacheConfig {
    @Override
    public Class<? extends Annotation> annotationType() {
      return RoleCacheConfig.class;
    }
  }
}
