/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.NewUser;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;

/** Creates users at their first sign-in with a verified email address. */
final class JustInTimeUserProvisioner {

  private final UserDirectory users;
  private final UserProfileService profiles;
  private final IdentityLinkService identities;
  private final ProvisionedUserRoleService roles;

  JustInTimeUserProvisioner(
      UserDirectory users,
      UserProfileService profiles,
      IdentityLinkService identities,
      ProvisionedUserRoleService roles) {
    this.users = users;
    this.profiles = profiles;
    this.identities = identities;
    this.roles = roles;
  }

  /**
   * Creates a user.
   *
   * @param email the verified address
   * @return the user's id; empty if the address is in use or invalid
   * @throws ApiException 503 {@code module_unavailable} if default roles cannot be assigned
   */
  Optional<String> provisionUser(
      TenantContext tenant, SocialProvider provider, FederatedIdentity who, String email) {
    var profile = FederatedUserProfile.of(who.claims(), provider.settings().claimMapping());
    var gift =
        roles.roleAssigner(
            tenant, provider.settings().defaultRoles()); // fails before a user is created
    User user;
    try {
      user =
          users.create(
              tenant, new NewUser(normalizeEmail(email), profile.name(), Optional.empty(), true));
    } catch (ApiException e) {
      if (e.status() == 409 || e.status() == 422) {
        return Optional.empty();
      }
      throw e;
    }
    var subject = new SubjectRef(SubjectRef.USER, user.id());
    var by = AuditInitiator.of(subject);
    String owner = identities.link(tenant, provider.provider(), who, user.id(), true, by);
    if (profile.hasNames()) {
      profiles.rename(tenant, user.id(), profile.names(), by);
    }
    gift.accept(subject);
    return Optional.of(owner);
  }

  /**
   * Returns the address in lower case. An address with non-ASCII letters does not change, because
   * case mapping may turn it into another person's address (Unicode Technical Report 36).
   */
  static String normalizeEmail(String email) {
    return email.chars().allMatch(letter -> letter < 128) ? email.toLowerCase(Locale.ROOT) : email;
  }
}
