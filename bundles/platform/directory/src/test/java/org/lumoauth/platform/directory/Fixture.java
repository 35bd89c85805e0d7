package org.lumoauth.platform.directory;

import java.nio.file.Path;
import java.util.Optional;
import org.lumoauth.api.approval.ApproverGroups;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authz.RoleLimits;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.persistence.testkit.TestDatabase;
import org.lumoauth.platform.web.ApprovingPeople;
import org.lumoauth.testkit.builder.Builders;
import org.lumoauth.testkit.fake.FakeAgentRegistry;
import org.lumoauth.testkit.fake.FakeAuditLog;
import org.lumoauth.testkit.fake.FakeAuthorizationService;
import org.lumoauth.testkit.fake.FakeDomainEvents;
import org.lumoauth.testkit.fake.FakeIdentifiers;
import org.lumoauth.testkit.fake.FakeProviderRegistry;
import org.lumoauth.testkit.fake.FakeRoleAssignments;
import org.lumoauth.testkit.fake.FakeSubjects;
import org.lumoauth.testkit.fake.FakeTenantAdmin;
import org.lumoauth.testkit.fake.FakeTokenService;

/** The directory on a real database, with fakes of the modules around it. */
public final class Fixture {
  public static final TenantContext ACME = Builders.aTenant("acme").build();
  public static final TenantContext GLOBEX = Builders.aTenant("globex").build();
  static final Path BLOCKLIST = Path.of("../../../config", CommonPasswords.FILE);
  public static final Initiator SOMEBODY = Initiator.server("test");

  public final FakeAuditLog audit = new FakeAuditLog();
  public final FakeDomainEvents events = new FakeDomainEvents();
  public final FakeTokenService tokens = new FakeTokenService();
  public final FakeAuthorizationService authorization = new FakeAuthorizationService();
  public final FakeRoleAssignments roles =
      new FakeRoleAssignments()
          .withRole(ACME, new RoleRef("rol_1", "Editor", "editor"))
          .withRole(ACME, new RoleRef("rol_2", "Author", "author"));
  public final FakeAgentRegistry agents = new FakeAgentRegistry();
  public final DirectoryNeighbours neighbours = new DirectoryNeighbours();
  public final FakeProviderRegistry modules = new FakeProviderRegistry();
  public final SecondFactors factors = new SecondFactors(modules);
  public final ApprovingGroups approving = new ApprovingGroups(modules);
  public final ApprovingPeople people = new ApprovingPeople(modules);
  public final UserAdministration admin;
  public final GroupAdministration groups;
  public final Memberships memberships;
  public final StoredUserDirectory directory;
  public final HeldRoles heldRoles;
  public final LimitedHoldings limitedHoldings;
  public final HeldPermissions heldPermissions;
  final ReversingHasher hasher = new ReversingHasher();
  final StoredPasswords passwords;
  final UserStore users;
  final SignInCounts signIns;
  final StoredUserMilestones milestones;
  final NestingStore nestings;

  public Fixture(TestDatabase database) {
    var unit = database.open(DirectoryUnit.DEFINITION);
    var identifiers = new FakeIdentifiers();
    var journal = new DirectoryJournal(audit, events);
    var policy = new PasswordPolicy(new CommonPasswords(BLOCKLIST), neighbours, 15);
    var passwords = new Passwords(hasher, policy);
    this.users = new UserStore(unit);
    this.nestings = new NestingStore(unit);
    var creation = new UserCreation(users, identifiers, passwords, journal);
    var groupStore = new GroupStore(unit);
    var membershipStore = new MembershipStore(unit);
    neighbours.roles = roles;
    neighbours.tokens = tokens;
    neighbours.grants = new OnePermission("invoices.read");
    neighbours.authorization = authorization;
    neighbours.agents = agents;
    neighbours.subjects = new FakeSubjects();
    var change = new PasswordChange(users, passwords, neighbours, journal);
    this.signIns = new SignInCounts(unit);
    this.milestones = new StoredUserMilestones(users, signIns, journal);
    this.admin = new UserAdministration(users, signIns, creation, change, neighbours, journal);
    this.passwords = new StoredPasswords(users, hasher, policy, change);
    this.groups = new GroupAdministration(groupStore, nestings, identifiers, neighbours, journal);
    this.memberships = new Memberships(membershipStore, users, groupStore, journal);
    this.directory = new StoredUserDirectory(users, membershipStore, nestings, creation);
    this.heldRoles = new HeldRoles(neighbours, journal);
    this.limitedHoldings = new LimitedHoldings(neighbours, journal);
    this.heldPermissions = new HeldPermissions(neighbours, journal);
    events.tell(directory::on);
  }

  /** Makes a user of ACME. */
  public Account user(String email) {
    return admin.create(
        ACME, Profile.of(email, Optional.empty(), false), Optional.empty(), SOMEBODY);
  }

  /** Makes a group of ACME. */
  public Group group(String name) {
    return groups.create(ACME, name, Optional.empty(), Optional.empty(), SOMEBODY);
  }

  /** A subject holds a role within limits. */
  public void holdsWithinLimits(SubjectRef subject, RoleLimits limits) {
    neighbours.limitedRoles = new HeldWithinLimits(subject, limits);
  }

  /** Somebody says whose members approve. */
  public void approvers(ApproverGroups approvers) {
    modules.with(ApproverGroups.class, "approvals", approvers);
  }

  /** Takes the module of roles away. */
  public void withoutRoles() {
    neighbours.roles = null;
  }

  /** Lets ACME have a name. */
  public void nameTenant() {
    neighbours.tenants = new FakeTenantAdmin("Acme Inc.");
  }
}
