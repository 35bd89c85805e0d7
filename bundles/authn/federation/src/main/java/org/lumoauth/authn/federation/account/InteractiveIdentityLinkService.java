/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.account;

import java.util.Optional;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.FederatedAccountMatcher;
import org.lumoauth.authn.federation.signin.IdentityLinkCallback;
import org.lumoauth.authn.federation.signin.IdentityLinkSession;
import org.lumoauth.authn.federation.signin.PendingIdentityLink;
import org.lumoauth.authn.federation.signin.ProviderCallbackVerifier;

/** Links identities to accounts. An identity linked to another user is not moved. */
final class InteractiveIdentityLinkService {

  private final EnabledProviderQuery providers;
  private final ProviderCallbackVerifier arrivals;
  private final IdentityLinkService identities;

  InteractiveIdentityLinkService(
      EnabledProviderQuery providers,
      ProviderCallbackVerifier arrivals,
      IdentityLinkService identities) {
    this.providers = providers;
    this.arrivals = arrivals;
    this.identities = identities;
  }

  /** The state of a link request. */
  sealed interface State {

    /** The identity is verified and not linked yet. */
    record LinkableIdentity(PendingIdentityLink addition) implements State {}

    /** The link request is finished, with a result for the user. */
    record LinkingEnd(String done) implements State {}
  }

  /** Verifies the callback of a link request. */
  State verifyCallback(TenantContext tenant, IdentityLinkCallback brought, AuditInitiator by) {
    var answer = brought.answer();
    var provider = open(tenant, answer.provider(), answer.version());
    Optional<FederatedIdentity> found;
    try {
      found = provider.flatMap(each -> arrivals.resolveIdentity(tenant, each, answer));
    } catch (ApiException e) { // the provider is unavailable
      return new State.LinkingEnd("unavailable");
    }
    return found
        .filter(FederatedAccountMatcher::isWellFormed)
        .map(ProviderCallbackVerifier::withoutClaims)
        .map(who -> free(tenant, brought.owner(), provider.get(), who, by))
        .orElseGet(() -> new State.LinkingEnd("failed"));
  }

  private State free(
      TenantContext tenant,
      IdentityLinkSession owner,
      SocialProvider provider,
      FederatedIdentity who,
      AuditInitiator by) {
    var has = identities.findActiveUserId(tenant, provider.provider(), who);
    return has.isEmpty()
        ? new State.LinkableIdentity(
            new PendingIdentityLink(owner, provider.provider(), provider.version(), who))
        : new State.LinkingEnd(outcome(tenant, owner, provider.provider(), who, has.get(), by));
  }

  /** Links an identity after confirmation. Returns the result for the user. */
  String link(TenantContext tenant, PendingIdentityLink addition, AuditInitiator by) {
    if (open(tenant, addition.provider(), addition.version()).isEmpty()) {
      return "failed";
    }
    var had = identities.findActiveUserId(tenant, addition.provider(), addition.who());
    var owner = addition.owner().userId();
    var has =
        had.orElseGet(
            () -> identities.link(tenant, addition.provider(), addition.who(), owner, false, by));
    return had.isEmpty() && has.equals(owner)
        ? "linked"
        : outcome(tenant, addition.owner(), addition.provider(), addition.who(), has, by);
  }

  private String outcome(
      TenantContext tenant,
      IdentityLinkSession owner,
      String provider,
      FederatedIdentity who,
      String has,
      AuditInitiator by) {
    if (has.equals(owner.userId())) {
      return "already";
    }
    identities.recordRefusal(tenant, provider, who, owner.userId(), by);
    return "taken";
  }

  /** Returns the provider, unless it was disabled or leads to another party now. */
  private Optional<SocialProvider> open(TenantContext tenant, String provider, long version) {
    return providers.find(tenant, provider).filter(each -> each.version() == version);
  }
}
