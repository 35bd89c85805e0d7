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
import org.lumoauth.api.web.Problem;
import org.lumoauth.authn.federation.provider.OpenProviders;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.signin.Accounts.Found;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Signs people in by providers: a button for each. All that comes back is looked at here, in the
 * browser that the sign-in is bound to, and nowhere before.
 */
@Component(
    property = {"lumoauth.kind=authentication-method", "lumoauth.name=" + FederationMethod.NAME})
public final class FederationMethod implements AuthenticationMethod {

  static final String NAME = "federation";

  private static final Logger LOG = LoggerFactory.getLogger(FederationMethod.class);
  private static final String PROVIDER = "provider";

  private final OpenProviders providers;
  private final Departures departures;
  private final Arrivals arrivals;
  private final Accounts accounts;
  private final Journeys journeys;

  @Activate
  public FederationMethod(
      @Reference OpenProviders providers,
      @Reference Departures departures,
      @Reference Arrivals arrivals,
      @Reference Accounts accounts,
      @Reference Journeys journeys) {
    this.providers = providers;
    this.departures = departures;
    this.arrivals = arrivals;
    this.accounts = accounts;
    this.journeys = journeys;
  }

  /** Another party's word (as RFC 8176 has no value for it). */
  @Override
  public Set<String> amr() {
    return Set.of("fed");
  }

  /** It has no form: who signs in by it begins with a button. */
  @Override
  public boolean available(TenantContext tenant, Optional<SubjectRef> subject) {
    return false;
  }

  @Override
  public List<Way> ways(TenantContext tenant) {
    return providers.all(tenant).stream()
        .map(
            each ->
                new Way(
                    each.provider(),
                    Optional.of(each.settings().displayName()),
                    Optional.of("building")))
        .toList();
  }

  @Override
  public Step begin(TenantContext tenant, Attempt attempt) {
    var way = attempt.state().getOrDefault(WAY, "");
    return journeys
        .arrived(tenant, attempt.id())
        .map(key -> away(SocialAddress.answer(tenant, attempt.id(), key), way))
        .orElseGet(() -> departure(tenant, attempt, way));
  }

  private static Step away(String location, String way) {
    return new Step.Redirect(location, Map.of(PROVIDER, way));
  }

  /** Whoever cannot go there, now or later, is back at once, with nothing. */
  private Step departure(TenantContext tenant, Attempt attempt, String way) {
    try {
      var provider = providers.find(tenant, way);
      if (provider.isPresent()) {
        var location =
            departures.leave(
                tenant,
                provider.get(),
                Optional.of(attempt.id()),
                Optional.empty(),
                attempt.notBefore());
        return away(location, way);
      }
    } catch (Problem e) {
      LOG.warn("federation.departure provider={} refused={}", way, e.getMessage());
      if (Arrivals.unavailable(e)) {
        return new Step.Unavailable();
      }
    }
    var nothing = journeys.answer(tenant, Answer.nothing(way, attempt.id()));
    return away(SocialAddress.answer(tenant, attempt.id(), nothing), way);
  }

  @Override
  public Step proceed(TenantContext tenant, Attempt attempt, Map<String, String> input) {
    var answer =
        journeys
            .takeAnswer(tenant, input.getOrDefault(ANSWER, ""))
            .filter(each -> each.attempt().equals(attempt.id()))
            .filter(each -> each.provider().equals(attempt.state().get(PROVIDER)));
    if (answer.isEmpty()) {
      return new Step.Failure("expired");
    }
    return providers
        .find(tenant, answer.get().provider())
        .filter(each -> each.version() == answer.get().version())
        .map(provider -> arrived(tenant, provider, answer.get()))
        .orElseGet(() -> new Step.Failure("wrong"));
  }

  private Step arrived(TenantContext tenant, SocialProvider provider, Answer answer) {
    if (answer.confirmed().isPresent()) {
      return confirmed(tenant, provider, answer.confirmed().get());
    }
    Optional<FederatedIdentity> who;
    try {
      who = arrivals.identity(tenant, provider, answer);
    } catch (Problem e) { // who did not get an answer has proven nothing wrong
      return new Step.Unavailable();
    }
    if (who.isEmpty() || !Proof.fresh(who.get(), answer.notBefore())) {
      return new Step.Failure("wrong");
    }
    var amr = Proof.amr(who.get(), provider.settings());
    var found = accounts.find(tenant, provider, who.get());
    if (found instanceof Found.Known known) {
      return new Step.Success(new SubjectRef(SubjectRef.USER, known.userId()), amr);
    }
    if (found instanceof Found.Perhaps perhaps) {
      var contested =
          new Contested(
              provider.provider(),
              provider.version(),
              answer.attempt(),
              Arrivals.withoutClaims(who.get()),
              perhaps.user().id(),
              amr,
              Instant.now());
      var location = SocialAddress.confirm(tenant, journeys.contest(tenant, contested));
      return new Step.Redirect(location, Map.of(PROVIDER, provider.provider()));
    }
    return new Step.Failure("no-account");
  }

  /** They have signed in here and said that it is theirs, in this browser. */
  private Step confirmed(
      TenantContext tenant, SocialProvider provider, Answer.Confirmed confirmed) {
    var owner = accounts.link(tenant, provider.provider(), confirmed.who(), confirmed.userId());
    return owner.equals(confirmed.userId())
        ? new Step.Success(new SubjectRef(SubjectRef.USER, owner), confirmed.amr())
        : new Step.Failure("wrong");
  }
}
