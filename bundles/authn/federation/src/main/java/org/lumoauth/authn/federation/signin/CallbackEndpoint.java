package org.lumoauth.authn.federation.signin;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignIn.Begun;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.PageReaders;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * {@code ~/oauth/social/{provider}/callback}: where a provider sends people back to. What they
 * bring goes to the sign-in or the account that they left, or to a new sign-in; nothing is proven
 * here. Only paths of this server are ever gone to.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2">RFC 6749 section 4.1.2</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = {@Member("code"), @Member("state"), @Member("error"), @Member("iss")})
@AnswersWith(status = 302)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=authn-federation-callback",
      "lumoauth.web.routes=GET ~/oauth/social/{provider}/callback",
      "lumoauth.web.routes=POST ~/oauth/social/{provider}/callback",
      "lumoauth.web.routes=GET ^/auth/social/*/callback",
      "lumoauth.web.routes=POST ^/auth/social/*/callback",
      "lumoauth.web.guard=open"
    })
public final class CallbackEndpoint implements HotEndpoint {

  private static final String PARKED = "parked";

  private final Journeys journeys;
  private final LeavingBrowser browser;
  private final PageReaders readers;
  private final SignIn signIn;
  private final FederationPages pages;

  @Activate
  public CallbackEndpoint(
      @Reference Journeys journeys,
      @Reference LeavingBrowser browser,
      @Reference PageReaders readers,
      @Reference SignIn signIn,
      @Reference FederationPages pages) {
    this.journeys = journeys;
    this.browser = browser;
    this.readers = readers;
    this.signIn = signIn;
    this.pages = pages;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    var tenant = exchange.tenant();
    var provider = SocialAddress.providerOf(exchange.request().getRequestURI());
    var sent = CallbackParameters.of(exchange);
    var parameters = sent.containsKey(PARKED) ? journeys.parked(tenant, sent.get(PARKED)) : sent;
    var state = parameters.getOrDefault("state", "");
    var journey = journeys.find(tenant, state).filter(each -> each.provider().equals(provider));
    if (journey.isEmpty()) { // never begun, too late, used, or another provider's answer
      pages.error(exchange, 400, "session_expired");
    } else if (exchange.request().getMethod().equals("POST")) {
      // A form of another site comes without cookies: the browser is to come by itself.
      park(exchange, provider, state, parameters);
    } else if (!left(exchange, journey.get())) {
      pages.error(exchange, 403, "other_browser");
    } else {
      back(exchange, state, parameters);
    }
  }

  /** Whether it is the browser that left; one that comes back to a sign-in is bound to that. */
  private boolean left(Exchange exchange, Journey journey) {
    return journey.browser().map(kept -> browser.is(exchange, kept)).orElse(true)
        && journey
            .owner()
            .map(owner -> readers.current(exchange).filter(owner::is).isPresent())
            .orElse(true);
  }

  private void park(
      Exchange exchange, String provider, String state, Map<String, String> parameters)
      throws IOException {
    var tenant = exchange.tenant();
    if (journeys.park(tenant, state, parameters)) {
      Redirection.found(
          exchange,
          SocialAddress.callback(tenant, provider)
              + "?"
              + PARKED
              + "="
              + URLEncoder.encode(state, StandardCharsets.UTF_8));
    } else { // one answer to a state is enough
      pages.error(exchange, 400, "session_expired");
    }
  }

  private void back(Exchange exchange, String state, Map<String, String> parameters)
      throws IOException {
    var tenant = exchange.tenant();
    var journey = journeys.take(tenant, state);
    if (journey.isEmpty()) { // of two that come at once, one is late
      pages.error(exchange, 400, "session_expired");
    } else if (journey.get().attempt().isPresent()) {
      var attempt = journey.get().attempt().get();
      var key = journeys.answer(tenant, Answer.of(journey.get(), attempt, parameters));
      Redirection.found(exchange, SocialAddress.answer(tenant, attempt, key));
    } else if (journey.get().owner().isPresent()) {
      var answer = Answer.of(journey.get(), "", parameters);
      var key = journeys.bring(tenant, new Brought(journey.get().owner().get(), answer));
      Redirection.found(exchange, SocialAddress.link(tenant, "answer", key));
    } else {
      Redirection.found(exchange, begin(exchange, journey.get(), parameters));
    }
  }

  /** Nobody waits for them: they sign in to their account. */
  private Begun begin(Exchange exchange, Journey journey, Map<String, String> parameters) {
    var tenant = exchange.tenant();
    var begun =
        signIn.beginById(
            tenant, SignInRequirement.any(), SocialAddress.home(tenant), exchange.view());
    var attempt = SocialAddress.attemptOf(begun.url()).orElseThrow();
    var key = journeys.answer(tenant, Answer.of(journey, attempt, parameters));
    journeys.arrive(tenant, attempt, key);
    return new Begun(SocialAddress.way(tenant, attempt, journey.provider()), begun.setCookie());
  }
}
