/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import static org.lumoauth.authn.federation.FederationBundleFixture.ACME;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.authn.AuthenticationMethod.AuthenticationStep;
import org.lumoauth.api.authn.AuthenticationMethod.SignInAttempt;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.authn.federation.FederationBundleFixture;
import org.lumoauth.authn.federation.account.AccountIdentitiesEndpoint;
import org.lumoauth.authn.federation.account.AccountIdentityPageRenderer;
import org.lumoauth.authn.federation.account.IdentityAddPageEndpoint;
import org.lumoauth.authn.federation.account.IdentityLinkConfirmationEndpoint;
import org.lumoauth.authn.federation.account.RemainingSignInMethodQuery;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.lumoauth.platform.web.testkit.FakeHttpExchange;
import org.lumoauth.testkit.fake.FakeAttemptLimiter;

/** The redirects to a provider and back, as a browser follows them. */
public final class FederatedSignInFixture {

  final FederationBundleFixture room;
  final FederatedLoginStore journeys;
  final FederationAuthenticationMethod method;
  final SocialStartEndpoint start;
  public final SocialCallbackEndpoint callback;
  final FederatedAccountConflictEndpoint confirm;
  public final AccountIdentitiesEndpoint account;
  public final IdentityAddPageEndpoint add;
  public final IdentityLinkConfirmationEndpoint link;

  public FederatedSignInFixture(FederationBundleFixture room) {
    this.room = room;
    journeys = new FederatedLoginStore(room.shortLived, room.vault);
    var departures = new ProviderAuthorizationRedirector(journeys, room.connectors, room.store);
    var accounts =
        new FederatedAccountMatcher(room.identities, room.users, room.profiles, room.roles);
    var arrivals = new ProviderCallbackVerifier(room.connectors, room.store);
    method =
        new FederationAuthenticationMethod(room.open, departures, arrivals, accounts, journeys);
    var shown = new ModulePageResponder(room.pages, room.users);
    var pages = new FederationPageRenderer(shown, room.memory);
    var browser = new FederationBrowserCookie(room.vault, () -> "https://id.example.com");
    var reader = new PageSessionGuard(room.sessions, room.signIn);
    var limit = new FederationStartLimiter(new FakeAttemptLimiter(InstantSource.system()));
    start = new SocialStartEndpoint(room.open, departures, browser, limit, pages);
    callback = new SocialCallbackEndpoint(journeys, browser, reader, room.signIn, pages);
    confirm = new FederatedAccountConflictEndpoint(journeys, reader, pages);
    var ways = new RemainingSignInMethodQuery(room.registry, room.open, room.settings);
    var own = new AccountIdentityPageRenderer(shown, pages, room.open, ways);
    account = new AccountIdentitiesEndpoint(reader, room.identities, ways, own);
    add = new IdentityAddPageEndpoint(reader, room.open, room.identities, departures, limit, own);
    link =
        new IdentityLinkConfirmationEndpoint(
            reader, journeys, room.open, arrivals, room.identities, own);
  }

  /** The button of the sign-in page. */
  AuthenticationStep.RedirectStep leave(String attempt, Optional<Instant> notBefore) {
    return (AuthenticationStep.RedirectStep) method.begin(ACME, attempt(attempt, notBefore));
  }

  static SignInAttempt attempt(String id, Optional<Instant> notBefore) {
    return new SignInAttempt(
        id,
        Optional.empty(),
        Map.of(AuthenticationMethod.WAY, "google"),
        "192.0.2.7",
        Optional.empty(),
        List.of(),
        notBefore);
  }

  public static String state(String location) {
    return location.replaceAll(".*state=([^&]*).*", "$1");
  }

  /** The browser comes back from the provider. */
  FakeHttpExchange back(String state) {
    return FederationBundleFixture.send(
        callback,
        FakeHttpExchange.get(ACME, "/oauth/social/google/callback")
            .withParameter("code", "good")
            .withParameter("state", state));
  }

  public static String answer(String location) {
    return location.replaceAll(".*answer=([^&]*).*", "$1");
  }

  /** All of it. */
  AuthenticationStep signIn(String attempt, Optional<Instant> notBefore) {
    var left = leave(attempt, notBefore);
    return proceed(ACME, attempt, left, answer(back(state(left.location())).location()));
  }

  AuthenticationStep signIn() {
    return signIn("att_1", Optional.empty());
  }

  AuthenticationStep proceed(
      TenantContext tenant, String attempt, AuthenticationStep.RedirectStep left, String answer) {
    return method.proceed(
        tenant,
        new SignInAttempt(attempt, Optional.empty(), left.state(), "192.0.2.7"),
        Map.of(AuthenticationMethod.ANSWER, answer));
  }
}
