package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.Sessions;
import org.lumoauth.api.authn.SignIn;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.Answers.Destination;
import org.lumoauth.oauth.grant.authorizationcode.interaction.AnsweredReferences;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Step;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Steps;
import org.lumoauth.oauth.grant.authorizationcode.response.Additions;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Takes a valid request one step further: to sign in, to be asked, or back to its client. */
@Component(service = Conversation.class)
public final class Conversation {

  private final Steps steps;
  private final PendingRequests pendings;
  private final Sessions sessions;
  private final SignIn signIn;
  private final BrowserMark marks;
  private final ConsentPage consentPage;
  private final Grantor grantor;
  private final Additions additions;
  private final Answers answers;
  private final AnsweredReferences answered;

  @Activate
  public Conversation(
      @Reference Steps steps,
      @Reference PendingRequests pendings,
      @Reference Sessions sessions,
      @Reference SignIn signIn,
      @Reference BrowserMark marks,
      @Reference ConsentPage consentPage,
      @Reference Grantor grantor,
      @Reference Additions additions,
      @Reference Answers answers,
      @Reference AnsweredReferences answered) {
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
   * @param ticket under which the request is kept; empty if it is not yet
   */
  void next(Exchange exchange, Client client, Pending pending, Optional<String> ticket)
      throws IOException {
    var tenant = exchange.tenant();
    Optional<Session> session = sessions.current(tenant, exchange.view());
    Step step = steps.next(tenant, client, pending, session);
    if (step instanceof Step.Go go) {
      grant(exchange, client, pending, ticket, go.session());
    } else if (step instanceof Step.Refuse refusal) {
      refuse(exchange, client, pending, ticket, refusal.error(), refusal.description());
    } else if (step instanceof Step.AskFirst ask) {
      String kept = ticket.orElseGet(() -> keep(exchange, pending));
      AuthorizationRequest request = pending.request();
      answers.page(
          exchange,
          200,
          consentPage.of(
              tenant,
              client,
              request,
              kept,
              ask.session(),
              answers.locales(exchange, request.uiLocales())));
    } else if (step instanceof Step.SignInFirst first) {
      toSignIn(exchange, pending, ticket, first.requirement());
    }
  }

  /** Lets the person say that they are somebody else. */
  void switchAccount(Exchange exchange, Client client, Pending pending, String ticket) {
    toSignIn(exchange, pending, Optional.of(ticket), steps.asSomebodyElse(client, pending));
  }

  /** Answers the request with what it asked for. */
  void grant(
      Exchange exchange, Client client, Pending pending, Optional<String> ticket, Session session)
      throws IOException {
    if (ended(exchange, pending, ticket)) {
      answers.respond(
          exchange,
          destination(client, pending.request()),
          granted(exchange, client, pending, session));
    }
  }

  private Map<String, String> granted(
      Exchange exchange, Client client, Pending pending, Session session) {
    var addition = additions.to(exchange.tenant(), pending.request(), session);
    addition.cookies().forEach(cookie -> exchange.response().addHeader("Set-Cookie", cookie));
    Map<String, String> parameters = new LinkedHashMap<>(addition.parameters());
    grantor
        .grant(exchange, client, pending.request(), session)
        .ifPresent(code -> parameters.put("code", code));
    return parameters;
  }

  /** Answers the request with an error. */
  void refuse(
      Exchange exchange,
      Client client,
      Pending pending,
      Optional<String> ticket,
      String error,
      String description)
      throws IOException {
    if (ended(exchange, pending, ticket)) {
      answers.refuse(exchange, destination(client, pending.request()), error, description);
    }
  }

  /** Keeps a request in this browser. */
  String keep(Exchange exchange, Pending pending) {
    return pendings.keep(exchange.tenant(), pending.in(marks.of(exchange)));
  }

  static Destination destination(Client client, AuthorizationRequest request) {
    return new Destination(
        client,
        request.redirectUri(),
        request.responseMode(),
        request.state(),
        request.uiLocales());
  }

  private void toSignIn(
      Exchange exchange, Pending pending, Optional<String> ticket, SignInRequirement requirement) {
    var tenant = exchange.tenant();
    Pending next = pending.signingIn();
    ticket.ifPresent(kept -> pendings.change(tenant, kept, any -> true, next));
    String kept = ticket.orElseGet(() -> keep(exchange, next));
    exchange.redirect(
        signIn.begin(tenant, requirement, Resume.path(tenant, kept), exchange.view()));
  }

  /** A request is answered once: whoever is second is told that it is over. */
  private boolean ended(Exchange exchange, Pending pending, Optional<String> ticket)
      throws IOException {
    var tenant = exchange.tenant();
    boolean first = ticket.map(kept -> pendings.end(tenant, kept)).orElse(true);
    if (first && pending.reference().map(uri -> answered.add(tenant, uri)).orElse(true)) {
      return true;
    }
    answers.show(exchange, 400, "session_expired", Optional.empty());
    return false;
  }
}
