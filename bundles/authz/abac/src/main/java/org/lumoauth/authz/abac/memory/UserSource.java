package org.lumoauth.authz.abac.memory;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authz.RoleAssignments;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.authz.SubjectPermissions;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.Held;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.Providers;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.authz.abac.store.AbacUnit;
import org.lumoauth.authz.abac.store.Holder;
import org.lumoauth.authz.abac.store.StoredValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Where what is known of a user comes from. */
@Component(service = UserSource.class)
public final class UserSource {

  private final UserDirectory users;
  private final GroupDirectory groups;
  private final Providers<SubjectPermissions> permissions;
  private final SecondFactors factors;
  private final AbacUnit unit;

  /** Policies that deny must not go while roles are away. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignments roles;

  @Activate
  public UserSource(
      @Reference UserDirectory users,
      @Reference GroupDirectory groups,
      @Reference ProviderRegistry registry,
      @Reference SecondFactors factors,
      @Reference AbacUnit unit) {
    this.users = users;
    this.groups = groups;
    this.permissions = registry.follow(SubjectPermissions.class);
    this.factors = factors;
    this.unit = unit;
  }

  /** With roles, for tests. */
  public UserSource(
      UserDirectory users,
      GroupDirectory groups,
      ProviderRegistry registry,
      SecondFactors factors,
      AbacUnit unit,
      RoleAssignments roles) {
    this(users, groups, registry, factors, unit);
    this.roles = roles;
  }

  @Deactivate
  void stop() {
    permissions.close();
  }

  UserFacts facts(TenantContext tenant, String userId) {
    return new UserFacts(
        new Lazily<>(() -> user(tenant, userId)),
        new Lazily<>(() -> users.standardClaims(tenant, userId)),
        new Lazily<>(() -> rolesOf(tenant, userId)),
        new Lazily<>(() -> groupsOf(tenant, userId)),
        new Lazily<>(() -> permissionsOf(tenant, userId)),
        () -> factors.has(tenant, userId),
        new Lazily<>(() -> values(tenant, Holder.user(userId))));
  }

  Map<String, Object> values(TenantContext tenant, Holder holder) {
    Map<String, Object> values = new HashMap<>();
    for (StoredValue each :
        unit.read(tenant.id(), transaction -> transaction.values().of(holder))) {
      values.put(each.slug(), each.value());
    }
    return values;
  }

  /** The directory finds people by address too; an address is no identifier. */
  private Optional<User> user(TenantContext tenant, String userId) {
    return users.find(tenant, userId).filter(found -> found.id().equals(userId));
  }

  private List<String> rolesOf(TenantContext tenant, String userId) {
    var present =
        Optional.ofNullable(roles).orElseThrow(() -> Problem.moduleUnavailable("authz-rbac"));
    var holders = new ArrayList<SubjectRef>();
    holders.add(new SubjectRef(SubjectRef.USER, userId));
    users
        .groupsOf(tenant, userId)
        .forEach(group -> holders.add(new SubjectRef(SubjectRef.GROUP, group)));
    var slugs = new TreeSet<String>();
    present
        .rolesOf(tenant, holders)
        .values()
        .forEach(held -> held.stream().map(RoleRef::slug).forEach(slugs::add));
    return List.copyOf(slugs);
  }

  private List<String> groupsOf(TenantContext tenant, String userId) {
    return users.groupsOf(tenant, userId).stream()
        .flatMap(id -> groups.find(tenant, id).stream())
        .map(GroupRef::slug)
        .sorted()
        .toList();
  }

  /**
   * As the models that can list them say.
   *
   * @throws Problem 503 {@code module_unavailable} while one of them is away: a shorter list would
   *     be taken for a whole one
   */
  private List<String> permissionsOf(TenantContext tenant, String userId) {
    var slugs = new TreeSet<String>();
    var subject = new SubjectRef(SubjectRef.USER, userId);
    try (Held<SubjectPermissions> held = permissions.hold()) {
      held.requireAll();
      for (var lease : held.leases()) {
        lease.get().permissions(tenant, subject).forEach(each -> slugs.add(each.slug()));
      }
    }
    return List.copyOf(slugs);
  }
}
