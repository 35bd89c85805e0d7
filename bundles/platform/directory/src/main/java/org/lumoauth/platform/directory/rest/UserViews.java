package org.lumoauth.platform.directory.rest;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.LinkedIdentities.LinkedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.Account;
import org.lumoauth.platform.directory.DirectoryNeighbours;
import org.lumoauth.platform.directory.Memberships;
import org.lumoauth.platform.directory.SecondFactors;

/** Shows users with their roles and groups, asked for once for all users of a page. */
final class UserViews {
  private static final Set<String> ADMINISTRATORS = Set.of("tenant_admin", "admin");

  private final Memberships memberships;
  private final DirectoryNeighbours neighbours;
  private final SecondFactors factors;

  UserViews(Memberships memberships, DirectoryNeighbours neighbours, SecondFactors factors) {
    this.memberships = memberships;
    this.neighbours = neighbours;
    this.factors = factors;
  }

  /** One user. */
  UserView show(TenantContext tenant, Account user) {
    return show(tenant, List.of(user)).get(0);
  }

  /** Many users, in their order. */
  List<UserView> show(TenantContext tenant, List<Account> users) {
    var groups = memberships.groupsOf(tenant, users);
    var roles = roles(tenant, users);
    var identities = identities(tenant, users);
    return users.stream()
        .map(
            user ->
                view(
                    user,
                    factors.has(tenant, user.subject()),
                    roles.map(all -> all.getOrDefault(user.subject(), List.of())),
                    groups.getOrDefault(user.id(), List.of()),
                    identities.getOrDefault(user.id(), List.of())))
        .toList();
  }

  private Map<String, List<LinkedIdentity>> identities(
      TenantContext tenant, Collection<Account> users) {
    var ids = users.stream().map(Account::id).collect(Collectors.toSet());
    return neighbours.identitiesIfAny().map(known -> known.of(tenant, ids)).orElse(Map.of());
  }

  private Optional<Map<SubjectRef, List<RoleRef>>> roles(
      TenantContext tenant, Collection<Account> users) {
    var subjects = users.stream().map(Account::subject).toList();
    return neighbours.rolesIfAny().map(roles -> roles.rolesOf(tenant, subjects));
  }

  private static UserView view(
      Account user,
      Optional<Boolean> secondFactor,
      Optional<List<RoleRef>> roles,
      List<GroupRef> groups,
      List<LinkedIdentity> identities) {
    var profile = user.profile();
    var made = identities.stream().filter(LinkedIdentity::provisioned).findFirst();
    return new UserView(
        user.id(),
        profile.email(),
        profile.username().orElse(null),
        profile.name().orElse(null),
        profile.givenName().orElse(null),
        profile.familyName().orElse(null),
        profile.picture().orElse(null),
        profile.emailVerified(),
        profile.phoneNumber().orElse(null),
        profile.phoneNumberVerified(),
        profile.active(),
        user.blockedAt().isPresent(),
        secondFactor.orElse(null),
        roles.stream().flatMap(List::stream).map(RoleRef::slug).anyMatch(ADMINISTRATORS::contains),
        Times.of(user.createdAt()),
        user.lastLoginAt().map(Times::of).orElse(null),
        user.loginCount(),
        roles.map(all -> all.stream().map(RefView::of).toList()).orElse(null),
        groups.stream().map(RefView::of).toList(),
        profile.locale().orElse(null),
        profile.zoneinfo().orElse(null),
        AddressForm.shown(profile.address()),
        LocalizedForm.shown(profile.localized()),
        profile.further().middleName().orElse(null),
        profile.further().nickname().orElse(null),
        profile.further().profile().orElse(null),
        profile.further().website().orElse(null),
        profile.further().gender().orElse(null),
        profile.further().birthdate().orElse(null),
        Times.of(user.updatedAt()),
        user.blockedAt().map(Times::of).orElse(null),
        made.isPresent(),
        made.map(LinkedIdentity::provider).orElse(null),
        identities.stream().findFirst().map(LinkedIdentity::provider).orElse(null));
  }
}
