/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory;

import java.nio.file.Path;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverGroupCheck;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authz.RoleAssignmentLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.group.ApproverGroupLookup;
import org.lumoauth.platform.directory.group.GroupAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.group.GroupMembershipStore;
import org.lumoauth.platform.directory.group.GroupNestingStore;
import org.lumoauth.platform.directory.group.GroupStore;
import org.lumoauth.platform.directory.group.UserGroup;
import org.lumoauth.platform.directory.password.PasswordBlocklist;
import org.lumoauth.platform.directory.password.PasswordServiceFactory;
import org.lumoauth.platform.directory.password.PolicyPasswordHasher;
import org.lumoauth.platform.directory.password.StoredUserPasswordService;
import org.lumoauth.platform.directory.profile.UserProfile;
import org.lumoauth.platform.directory.role.LimitedRoleAssignmentAdministration;
import org.lumoauth.platform.directory.role.PermissionGrantAdministration;
import org.lumoauth.platform.directory.role.RoleAssignmentAdministration;
import org.lumoauth.platform.directory.user.SignInCountBuffer;
import org.lumoauth.platform.directory.user.StoredUserActivityRecorder;
import org.lumoauth.platform.directory.user.StoredUserDirectory;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.directory.user.UserSecondFactorLookup;
import org.lumoauth.platform.directory.user.UserServiceFactory;
import org.lumoauth.platform.directory.user.UserStore;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.testkit.builder.TestBuilders;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeDomainEventPublisher;
import org.lumoauth.testkit.fake.FakeIdGenerator;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignmentService;
import org.lumoauth.testkit.fake.FakeTenantAdminService;
import org.lumoauth.testkit.fake.oauth.FakeTokenService;
import org.lumoauth.testkit.fake.user.FakeSubjectDirectory;

/** The directory on a real database, with fakes of the modules around it. */
public final class DirectoryFixture {
  public static final TenantContext ACME = TestBuilders.aTenant("acme").build();
  public static final TenantContext GLOBEX = TestBuilders.aTenant("globex").build();
  public static final Path BLOCKLIST = Path.of("../../../config", PasswordBlocklist.FILE);
  public static final AuditInitiator SOMEBODY = AuditInitiator.server("test");

  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDomainEventPublisher events = new FakeDomainEventPublisher();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeAuthorizationService authorization = new FakeAuthorizationService();
  public final FakeRoleAssignmentService roles =
      new FakeRoleAssignmentService()
          .withRole(ACME, new RoleRef("rol_1", "Editor", "editor"))
          .withRole(ACME, new RoleRef("rol_2", "Author", "author"));
  public final FakeAgentRegistry agents = new FakeAgentRegistry();
  public final TestServiceLookup neighbours = new TestServiceLookup();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final UserSecondFactorLookup factors = new UserSecondFactorLookup(modules);
  public final ApproverGroupLookup approving = new ApproverGroupLookup(modules);
  public final ApproverEligibilityChecker people = new ApproverEligibilityChecker(modules);
  public final UserAdministration admin;
  public final GroupAdministration groups;
  public final GroupMembershipAdministration memberships;
  public final StoredUserDirectory directory;
  public final RoleAssignmentAdministration heldRoles;
  public final LimitedRoleAssignmentAdministration limitedHoldings;
  public final PermissionGrantAdministration heldPermissions;
  public final ReversingPasswordHasher hasher = new ReversingPasswordHasher();
  public final StoredUserPasswordService passwords;
  public final UserStore users;
  public final SignInCountBuffer signIns;
  public final StoredUserActivityRecorder milestones;
  public final GroupNestingStore nestings;

  public DirectoryFixture(TestDatabase database) {
    var unit = database.open(DirectoryPersistenceUnit.DEFINITION);
    var identifiers = new FakeIdGenerator();
    var journal = new DirectoryChangePublisher(audit, events);
    var policy = PasswordServiceFactory.policy(new PasswordBlocklist(BLOCKLIST), neighbours, 15);
    var passwords = new PolicyPasswordHasher(hasher, policy);
    this.users = new UserStore(unit);
    this.nestings = new GroupNestingStore(unit);
    var creation = UserServiceFactory.creation(users, identifiers, passwords, journal);
    var groupStore = new GroupStore(unit);
    var membershipStore = new GroupMembershipStore(unit);
    neighbours.roles = roles;
    neighbours.tokens = tokens;
    neighbours.grants = new SinglePermissionGrantService("invoices.read");
    neighbours.authorization = authorization;
    neighbours.agents = agents;
    neighbours.subjects = new FakeSubjectDirectory();
    var change = PasswordServiceFactory.change(users, passwords, neighbours, journal);
    this.signIns = UserServiceFactory.signInCounts(unit);
    this.milestones = UserServiceFactory.activity(users, signIns, journal);
    this.admin =
        UserServiceFactory.administration(users, signIns, creation, change, neighbours, journal);
    this.passwords = PasswordServiceFactory.passwords(users, hasher, policy, change);
    this.groups = new GroupAdministration(groupStore, nestings, identifiers, neighbours, journal);
    this.memberships =
        new GroupMembershipAdministration(membershipStore, users, groupStore, journal);
    this.directory = new StoredUserDirectory(users, membershipStore, nestings, creation);
    this.heldRoles = new RoleAssignmentAdministration(neighbours, journal);
    this.limitedHoldings = new LimitedRoleAssignmentAdministration(neighbours, journal);
    this.heldPermissions = new PermissionGrantAdministration(neighbours, journal);
    events.addListener(directory::on);
  }

  /** Makes a user of ACME. */
  public UserAccount user(String email) {
    return admin.create(
        ACME, UserProfile.of(email, Optional.empty(), false), Optional.empty(), SOMEBODY);
  }

  /** Makes a group of ACME. */
  public UserGroup group(String name) {
    return groups.create(ACME, name, Optional.empty(), Optional.empty(), SOMEBODY);
  }

  /** A subject holds a role within limits. */
  public void holdsWithinLimits(SubjectRef subject, RoleAssignmentLimits limits) {
    neighbours.limitedRoles = new SingleLimitedRoleService(subject, limits);
  }

  /** Somebody says whose members approve. */
  public void approvers(ApproverGroupCheck approvers) {
    modules.with(ApproverGroupCheck.class, "approvals", approvers);
  }

  /** Takes the module of roles away. */
  public void withoutRoles() {
    neighbours.roles = null;
  }

  /** Lets ACME have a name. */
  public void nameTenant() {
    neighbours.tenants = new FakeTenantAdminService("Acme Inc.");
  }
}
