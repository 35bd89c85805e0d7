/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.federation.signin;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.api.authn.AuthenticationMethod;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.authn.federation.provider.EnabledProviderQuery;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.FederatedAccountMatcher.AccountMatch;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs users in through providers, with a button for each. Callbacks are verified only here, in
 * the browser bound to the sign-in.
 */
@Component(
    property = {
      "lumoauth.kind=authentication-method",
      "lumoauth.name=" + FederationAuthenticationMethod.NAME
    })
public final class FederationAuthenticationMethod implements AuthenticationMethod {

  public static final String NAME = "federation";

  private static final Logger LOG = LoggerFactory.getLogger(FederationAuthenticationMethod.class);
  private static final String PROVIDER = "provider";

  private final EnabledProviderQuery providers;
  private final ProviderAuthorizationRedirector departures;
  private final ProviderCallbackVerifier arrivals;
  private final FederatedAccountMatcher accounts;
  private final FederatedLoginStore journeys;

  @Activate
  public FederationAuthenticationMethod(
      @Reference EnabledProviderQuery providers,
      @Reference ProviderAuthorizationRedirector departures,
      @Reference ProviderCallbackVerifier arrivals,
      @Reference FederatedAccountMatcher accounts,
      @Reference FederatedLoginStore journeys) {
    this.providers = providers;
    this.departures = departures;
    this.arrivals = arrivals;
    this.accounts = accounts;
    this.journeys = journeys;
  }

  /** Returns no value: RFC 8176 defines none for authentication by another party. */
  @Override
  public Set<String> amr() {
    return Set.of("fed");
  }

  /** The method has no form; it starts with a provider's button. */
  @Override
  public boolean isAvailable(TenantContext tenant, Optional<SubjectRef> subject) {
    return false;
  }

  @Override
  public List<SignInOption> signInOptions(TenantContext tenant) {
    return providers.all(tenant).stream()
        .map(
            each ->
                new SignInOption(
                    each.provider(),
                    Optional.of(each.settings().displayName()),
                    Optional.of("building")))
        .toList();
  }

  @Override
  public AuthenticationStep begin(TenantContext tenant, SignInAttempt attempt) {
    var way = attempt.state().getOrDefault(WAY, "");
    return journeys
        .takeReference(tenant, attempt.id())
        .map(key -> away(FederationUrls.answer(tenant, attempt.id(), key), way))
        .orElseGet(() -> departure(tenant, attempt, way));
  }

  private static AuthenticationStep away(String location, String way) {
    return new AuthenticationStep.RedirectStep(location, Map.of(PROVIDER, way));
  }

  /**
   * Redirects to the provider. If the provider is unavailable, returns to the sign-in page
   * immediately.
   */
  private AuthenticationStep departure(TenantContext tenant, SignInAttempt attempt, String way) {
    try {
      var provider = providers.find(tenant, way);
      if (provider.isPresent()) {
        var location =
            departures.beginRedirect(
                tenant,
                provider.get(),
                Optional.of(attempt.id()),
                Optional.empty(),
                attempt.notBefore());
        return away(location, way);
      }
    } catch (ApiException e) {
      LOG.warn("federation.departure provider={} refused={}", way, e.getMessage());
      if (ProviderCallbackVerifier.isUnavailable(e)) {
        return new AuthenticationStep.UnavailableStep();
      }
    }
    var nothing = journeys.storeCallback(tenant, ProviderCallback.nothing(way, attempt.id()));
    return away(FederationUrls.answer(tenant, attempt.id(), nothing), way);
  }

  @Override
  public AuthenticationStep proceed(
      TenantContext tenant, SignInAttempt attempt, Map<String, String> input) {
    var answer =
        journeys
            .takeCallback(tenant, input.getOrDefault(ANSWER, ""))
            .filter(each -> each.attempt().equals(attempt.id()))
            .filter(each -> each.provider().equals(attempt.state().get(PROVIDER)));
    if (answer.isEmpty()) {
      return new AuthenticationStep.FailureStep("expired");
    }
    return providers
        .find(tenant, answer.get().provider())
        .filter(each -> each.version() == answer.get().version())
        .map(provider -> arrived(tenant, provider, answer.get()))
        .orElseGet(() -> new AuthenticationStep.FailureStep("wrong"));
  }

  private AuthenticationStep arrived(
      TenantContext tenant, SocialProvider provider, ProviderCallback answer) {
    if (answer.confirmed().isPresent()) {
      return confirmed(tenant, provider, answer.confirmed().get());
    }
    Optional<FederatedIdentity> who;
    try {
      who = arrivals.resolveIdentity(tenant, provider, answer);
    } catch (ApiException e) { // an unavailable provider is not a failed attempt
      return new AuthenticationStep.UnavailableStep();
    }
    if (who.isEmpty() || !ProviderAssuranceEvaluator.isFresh(who.get(), answer.notBefore())) {
      return new AuthenticationStep.FailureStep("wrong");
    }
    var amr = ProviderAssuranceEvaluator.amr(who.get(), provider.settings());
    var found = accounts.find(tenant, provider, who.get());
    if (found instanceof AccountMatch.LinkedAccountMatch known) {
      return new AuthenticationStep.SuccessStep(
          new SubjectRef(SubjectRef.USER, known.userId()), amr);
    }
    if (found instanceof AccountMatch.PossibleAccountMatch perhaps) {
      var contested =
          new FederatedAccountConflict(
              provider.provider(),
              provider.version(),
              answer.attempt(),
              ProviderCallbackVerifier.withoutClaims(who.get()),
              perhaps.user().id(),
              amr,
              Instant.now());
      var location = FederationUrls.confirm(tenant, journeys.storeConflict(tenant, contested));
      return new AuthenticationStep.RedirectStep(location, Map.of(PROVIDER, provider.provider()));
    }
    return new AuthenticationStep.FailureStep("no-account");
  }

  /**
   * Completes the sign-in of a user who signed in here and confirmed the identity in this browser.
   */
  private AuthenticationStep confirmed(
      TenantContext tenant, SocialProvider provider, ProviderCallback.ConfirmedIdentity confirmed) {
    var owner = accounts.link(tenant, provider.provider(), confirmed.who(), confirmed.userId());
    return owner.equals(confirmed.userId())
        ? new AuthenticationStep.SuccessStep(
            new SubjectRef(SubjectRef.USER, owner), confirmed.amr())
        : new AuthenticationStep.FailureStep("wrong");
  }
}
