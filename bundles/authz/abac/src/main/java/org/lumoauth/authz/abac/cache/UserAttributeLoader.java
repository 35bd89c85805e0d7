/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.cache;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.lumoauth.api.authz.RoleAssignmentService;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.authz.SubjectPermissionProvider;
import org.lumoauth.api.directory.GroupDirectory;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.module.LeasedProviders;
import org.lumoauth.api.module.ProviderRegistry;
import org.lumoauth.api.module.ProviderTracker;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authz.abac.store.AbacTransactionRunner;
import org.lumoauth.authz.abac.store.AttributeOwner;
import org.lumoauth.authz.abac.store.StoredAttributeValue;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Loads facts about users. */
@Component(service = UserAttributeLoader.class)
public final class UserAttributeLoader {

  private final UserDirectory users;
  private final GroupDirectory groups;
  private final ProviderTracker<SubjectPermissionProvider> permissions;
  private final SecondFactorLookup factors;
  private final AbacTransactionRunner unit;

  /** Dynamic, so that policies with the effect deny keep working while roles are unavailable. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile RoleAssignmentService roles;

  @Activate
  public UserAttributeLoader(
      @Reference UserDirectory users,
      @Reference GroupDirectory groups,
      @Reference ProviderRegistry registry,
      @Reference AbacTransactionRunner unit) {
    this.users = users;
    this.groups = groups;
    this.permissions = registry.track(SubjectPermissionProvider.class);
    this.factors = new SecondFactorLookup(registry);
    this.unit = unit;
  }

  /** Creates a source with role assignments, for tests. */
  public UserAttributeLoader(
      UserDirectory users,
      GroupDirectory groups,
      ProviderRegistry registry,
      AbacTransactionRunner unit,
      RoleAssignmentService roles) {
    this(users, groups, registry, unit);
    this.roles = roles;
  }

  @Deactivate
  void stop() {
    factors.stop();
    permissions.close();
  }

  UserAttributeFacts facts(TenantContext tenant, String userId) {
    return new UserAttributeFacts(
        new LazyValue<>(() -> user(tenant, userId)),
        new LazyValue<>(() -> users.standardClaims(tenant, userId)),
        new LazyValue<>(() -> rolesOf(tenant, userId)),
        new LazyValue<>(() -> groupsOf(tenant, userId)),
        new LazyValue<>(() -> permissionsOf(tenant, userId)),
        () -> factors.has(tenant, userId),
        new LazyValue<>(() -> values(tenant, AttributeOwner.user(userId))));
  }

  Map<String, Object> values(TenantContext tenant, AttributeOwner holder) {
    Map<String, Object> values = new HashMap<>();
    for (StoredAttributeValue each :
        unit.read(tenant.id(), transaction -> transaction.values().of(holder))) {
      values.put(each.slug(), each.value());
    }
    return values;
  }

  /**
   * Returns the user with this id. The directory also finds users by address, but an address is not
   * an identifier here.
   */
  private Optional<User> user(TenantContext tenant, String userId) {
    return users.find(tenant, userId).filter(found -> found.id().equals(userId));
  }

  private List<String> rolesOf(TenantContext tenant, String userId) {
    var present =
        Optional.ofNullable(roles).orElseThrow(() -> ApiException.moduleUnavailable("authz-rbac"));
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
   * Returns the permissions that the authorization models list.
   *
   * @throws ApiException 503 {@code module_unavailable} while a model is unavailable, since an
   *     incomplete list would look complete
   */
  private List<String> permissionsOf(TenantContext tenant, String userId) {
    var slugs = new TreeSet<String>();
    var subject = new SubjectRef(SubjectRef.USER, userId);
    try (LeasedProviders<SubjectPermissionProvider> held = permissions.leaseAll()) {
      held.requireAll();
      for (var lease : held.leases()) {
        lease.get().permissions(tenant, subject).forEach(each -> slugs.add(each.slug()));
      }
    }
    return List.copyOf(slugs);
  }
}
