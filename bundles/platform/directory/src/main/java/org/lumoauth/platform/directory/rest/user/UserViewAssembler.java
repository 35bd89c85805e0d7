/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.GroupRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.LinkedIdentityLookup.LinkedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.group.GroupMembershipAdministration;
import org.lumoauth.platform.directory.rest.JsonTimestampFormatter;
import org.lumoauth.platform.directory.rest.NamedReferenceView;
import org.lumoauth.platform.directory.user.UserAccount;
import org.lumoauth.platform.directory.user.UserSecondFactorLookup;

/** Builds user representations with roles and groups, in one query for all users of a page. */
public final class UserViewAssembler {
  private static final Set<String> ADMINISTRATORS = Set.of("tenant_admin", "admin");

  private final GroupMembershipAdministration memberships;
  private final DirectoryServiceLookup neighbours;
  private final UserSecondFactorLookup factors;

  public UserViewAssembler(
      GroupMembershipAdministration memberships,
      DirectoryServiceLookup neighbours,
      UserSecondFactorLookup factors) {
    this.memberships = memberships;
    this.neighbours = neighbours;
    this.factors = factors;
  }

  /** Returns one user. */
  UserView show(TenantContext tenant, UserAccount user) {
    return show(tenant, List.of(user)).get(0);
  }

  /** Returns many users in their order. */
  List<UserView> show(TenantContext tenant, List<UserAccount> users) {
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
      TenantContext tenant, Collection<UserAccount> users) {
    var ids = users.stream().map(UserAccount::id).collect(Collectors.toSet());
    return neighbours
        .identitiesIfAny()
        .map(known -> known.findByUserIds(tenant, ids))
        .orElse(Map.of());
  }

  private Optional<Map<SubjectRef, List<RoleRef>>> roles(
      TenantContext tenant, Collection<UserAccount> users) {
    var subjects = users.stream().map(UserAccount::subject).toList();
    return neighbours.rolesIfAny().map(roles -> roles.rolesOf(tenant, subjects));
  }

  private static UserView view(
      UserAccount user,
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
        JsonTimestampFormatter.of(user.createdAt()),
        user.lastLoginAt().map(JsonTimestampFormatter::of).orElse(null),
        user.loginCount(),
        roles.map(all -> all.stream().map(NamedReferenceView::of).toList()).orElse(null),
        groups.stream().map(NamedReferenceView::of).toList(),
        profile.locale().orElse(null),
        profile.zoneinfo().orElse(null),
        UserAddressMapper.shown(profile.address()),
        LocalizedNamesMapper.shown(profile.localized()),
        profile.further().middleName().orElse(null),
        profile.further().nickname().orElse(null),
        profile.further().profile().orElse(null),
        profile.further().website().orElse(null),
        profile.further().gender().orElse(null),
        profile.further().birthdate().orElse(null),
        JsonTimestampFormatter.of(user.updatedAt()),
        user.blockedAt().map(JsonTimestampFormatter::of).orElse(null),
        made.isPresent(),
        made.map(LinkedIdentity::provider).orElse(null),
        identities.stream().findFirst().map(LinkedIdentity::provider).orElse(null));
  }
}
