/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.User;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.directory.UserProfileService;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.message.EmailAddress;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.ProvisionedUserRoleService;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Matches an identity at a provider to a user. A link of issuer and subject decides. An email
 * address counts only if the provider asserts that it is verified, the administrator allows linking
 * by email and the user has verified the same address here. Registering with another person's
 * address first therefore gains nothing on either side.
 */
@Component(service = FederatedAccountMatcher.class)
public final class FederatedAccountMatcher {

  private final IdentityLinkService identities;
  private final UserDirectory users;
  private final JustInTimeUserProvisioner newcomers;

  @Activate
  public FederatedAccountMatcher(
      @Reference IdentityLinkService identities,
      @Reference UserDirectory users,
      @Reference UserProfileService profiles,
      @Reference ProvisionedUserRoleService roles) {
    this.identities = identities;
    this.users = users;
    this.newcomers = new JustInTimeUserProvisioner(users, profiles, identities, roles);
  }

  /** The result of matching an identity. */
  sealed interface AccountMatch {

    /** The identity is linked to a user. */
    record LinkedAccountMatch(String userId) implements AccountMatch {}

    /** The identity may belong to this user, who must sign in to confirm it. */
    record PossibleAccountMatch(User user) implements AccountMatch {}

    /** No user matches. */
    record NoAccountMatch() implements AccountMatch {}
  }

  AccountMatch find(TenantContext tenant, SocialProvider provider, FederatedIdentity who) {
    if (!isWellFormed(who)) {
      return new AccountMatch.NoAccountMatch();
    }
    var linked = identities.findActiveUserId(tenant, provider.provider(), who);
    if (linked.isPresent()) {
      return new AccountMatch.LinkedAccountMatch(linked.get());
    }
    return proven(provider, who)
        .map(email -> byAddress(tenant, provider, who, email))
        .orElseGet(AccountMatch.NoAccountMatch::new);
  }

  /** Returns whether the identity can be stored. */
  public static boolean isWellFormed(FederatedIdentity who) {
    return who.issuer().length() <= IdentityLinkService.MAX_LENGTH
        && !who.subject().isBlank()
        && who.subject().length() <= IdentityLinkService.MAX_LENGTH;
  }

  /** Links an identity to a user who confirmed it. Returns the id of the linked user. */
  String link(TenantContext tenant, String provider, FederatedIdentity who, String userId) {
    var by = AuditInitiator.of(new SubjectRef(SubjectRef.USER, userId));
    return identities.link(tenant, provider, who, userId, false, by);
  }

  private AccountMatch byAddress(
      TenantContext tenant, SocialProvider provider, FederatedIdentity who, String email) {
    var user = named(tenant, email);
    if (user.isEmpty() && provider.settings().provisioning()) {
      var made = newcomers.provisionUser(tenant, provider, who, email);
      if (made.isPresent()) {
        return new AccountMatch.LinkedAccountMatch(made.get());
      }
      var meanwhile = identities.findUserId(tenant, provider.provider(), who);
      if (meanwhile.isPresent()) { // a concurrent sign-in of the same identity was first
        return new AccountMatch.LinkedAccountMatch(meanwhile.get());
      }
      user = named(tenant, email);
    }
    if (user.isEmpty()) {
      return new AccountMatch.NoAccountMatch();
    }
    return provider.settings().linksByEmail() && user.get().emailVerified()
        ? new AccountMatch.LinkedAccountMatch(
            link(tenant, provider.provider(), who, user.get().id()))
        : new AccountMatch.PossibleAccountMatch(user.get());
  }

  /**
   * Returns the user with an address, ignoring case: no second user can have it. Text that is not
   * an address may be an id and is ignored.
   */
  private Optional<User> named(TenantContext tenant, String email) {
    return users.findByUserInput(tenant, email).filter(user -> !user.id().equals(email));
  }

  private static Optional<String> proven(SocialProvider provider, FederatedIdentity who) {
    boolean counts = who.emailVerified() || provider.settings().trustsEmail();
    return who.email().filter(email -> counts && EmailAddress.isValid(email));
  }
}
