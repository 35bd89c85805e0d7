/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.client.Client;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.AuthorizationResponder.AuthorizationResponseDestination;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.oauth.grant.authorizationcode.interaction.RequiredInteraction;
import org.lumoauth.oauth.grant.authorizationcode.interaction.RequiredInteractionResolver;
import org.lumoauth.oauth.grant.authorizationcode.interaction.UsedRequestUriStore;
import org.lumoauth.oauth.grant.authorizationcode.response.AuthorizationResponseContributorRegistry;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Runs the next step of a valid request: sign-in, consent or the response to the client. */
@Component(service = AuthorizationFlow.class)
public final class AuthorizationFlow {

  private final RequiredInteractionResolver steps;
  private final PendingAuthorizationRequestStore pendings;
  private final SessionService sessions;
  private final SignInService signIn;
  private final BrowserBindingCookie marks;
  private final ConsentPageFactory consentPage;
  private final AuthorizationCodeIssuer grantor;
  private final AuthorizationResponseContributorRegistry additions;
  private final AuthorizationResponder answers;
  private final UsedRequestUriStore answered;

  @Activate
  public AuthorizationFlow(
      @Reference RequiredInteractionResolver steps,
      @Reference PendingAuthorizationRequestStore pendings,
      @Reference SessionService sessions,
      @Reference SignInService signIn,
      @Reference BrowserBindingCookie marks,
      @Reference ConsentPageFactory consentPage,
      @Reference AuthorizationCodeIssuer grantor,
      @Reference AuthorizationResponseContributorRegistry additions,
      @Reference AuthorizationResponder answers,
      @Reference UsedRequestUriStore answered) {
    this.steps = steps;
    this.pendings = pendings;
    this.sessions = sessions;
    this.signIn = signIn;
    this.marks = marks;
    this.consentPage = consentPage;
    this.grantor = grantor;
    this.additions = additions;
    this.answers = answers;
    this.answered = answered;
  }

  /**
   * Runs the next step of the request.
   *
   * @param ticket the ticket of the stored request; empty if it is not stored yet
   */
  void proceed(
      HttpExchange exchange,
      Client client,
      PendingAuthorizationRequest pending,
      Optional<String> ticket)
      throws IOException {
    var tenant = exchange.tenant();
    Optional<Session> session = sessions.findCurrent(tenant, exchange.view());
    RequiredInteraction step = steps.resolve(tenant, client, pending, session);
    if (step instanceof RequiredInteraction.NoInteractionRequired go) {
      grant(exchange, client, pending, ticket, go.session());
    } else if (step instanceof RequiredInteraction.RefusedInteraction refusal) {
      refuse(exchange, client, pending, ticket, refusal.error(), refusal.description());
    } else if (step instanceof RequiredInteraction.ConsentInteraction ask) {
      String kept = ticket.orElseGet(() -> storePending(exchange, pending));
      AuthorizationRequest request = pending.request();
      answers.showPage(
          exchange,
          200,
          consentPage.of(
              tenant,
              client,
              request,
              kept,
              ask.session(),
              answers.locales(exchange, request.uiLocales())));
    } else if (step instanceof RequiredInteraction.SignInInteraction first) {
      toSignIn(exchange, pending, ticket, first.requirement());
    }
  }

  /** Lets the user sign in with another account. */
  void switchAccount(
      HttpExchange exchange, Client client, PendingAuthorizationRequest pending, String ticket) {
    toSignIn(
        exchange, pending, Optional.of(ticket), steps.accountSwitchRequirement(client, pending));
  }

  /** Sends the successful response. */
  void grant(
      HttpExchange exchange,
      Client client,
      PendingAuthorizationRequest pending,
      Optional<String> ticket,
      Session session)
      throws IOException {
    if (ended(exchange, pending, ticket)) {
      answers.respond(
          exchange,
          destination(client, pending.request()),
          granted(exchange, client, pending, session));
    }
  }

  private Map<String, String> granted(
      HttpExchange exchange, Client client, PendingAuthorizationRequest pending, Session session) {
    var addition = additions.to(exchange.tenant(), pending.request(), session);
    addition.cookies().forEach(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    Map<String, String> parameters = new LinkedHashMap<>(addition.parameters());
    grantor
        .issueCode(exchange, client, pending.request(), session)
        .ifPresent(code -> parameters.put("code", code));
    return parameters;
  }

  /** Sends an error response. */
  void refuse(
      HttpExchange exchange,
      Client client,
      PendingAuthorizationRequest pending,
      Optional<String> ticket,
      String error,
      String description)
      throws IOException {
    if (ended(exchange, pending, ticket)) {
      answers.respondError(exchange, destination(client, pending.request()), error, description);
    }
  }

  /** Stores a pending request for this browser and returns its ticket. */
  String storePending(HttpExchange exchange, PendingAuthorizationRequest pending) {
    return pendings.keep(exchange.tenant(), pending.boundToBrowser(marks.readOrCreate(exchange)));
  }

  static AuthorizationResponseDestination destination(Client client, AuthorizationRequest request) {
    return new AuthorizationResponseDestination(
        client,
        request.redirectUri(),
        request.responseMode(),
        request.state(),
        request.uiLocales());
  }

  private void toSignIn(
      HttpExchange exchange,
      PendingAuthorizationRequest pending,
      Optional<String> ticket,
      SignInRequirement requirement) {
    var tenant = exchange.tenant();
    PendingAuthorizationRequest next = pending.withSignInStarted();
    ticket.ifPresent(kept -> pendings.change(tenant, kept, any -> true, next));
    String kept = ticket.orElseGet(() -> storePending(exchange, next));
    exchange.redirect(
        signIn.begin(tenant, requirement, ResumeUrlBuilder.path(tenant, kept), exchange.view()));
  }

  /** Checks whether the request was already answered, and shows an error page if so. */
  private boolean ended(
      HttpExchange exchange, PendingAuthorizationRequest pending, Optional<String> ticket)
      throws IOException {
    var tenant = exchange.tenant();
    boolean first = ticket.map(kept -> pendings.end(tenant, kept)).orElse(true);
    if (first && pending.reference().map(uri -> answered.add(tenant, uri)).orElse(true)) {
      return true;
    }
    answers.showError(exchange, 400, "session_expired", Optional.empty());
    return false;
  }
}
