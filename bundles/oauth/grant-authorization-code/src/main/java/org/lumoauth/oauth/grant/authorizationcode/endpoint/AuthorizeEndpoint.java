package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.oauth.AuthorizationRequest;
import org.lumoauth.api.oauth.Client;
import org.lumoauth.api.oauth.Clients;
import org.lumoauth.api.oauth.OAuthError;
import org.lumoauth.api.web.Problem;
import org.lumoauth.oauth.grant.authorizationcode.endpoint.Answers.Destination;
import org.lumoauth.oauth.grant.authorizationcode.interaction.AnsweredReferences;
import org.lumoauth.oauth.grant.authorizationcode.interaction.Pending;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingRequests;
import org.lumoauth.oauth.grant.authorizationcode.request.Parameters;
import org.lumoauth.oauth.grant.authorizationcode.request.Profiles;
import org.lumoauth.oauth.grant.authorizationcode.request.RequestReader;
import org.lumoauth.oauth.grant.authorizationcode.request.Sources;
import org.lumoauth.oauth.grant.authorizationcode.request.ValidRequests;
import org.lumoauth.oauth.grant.authorizationcode.response.ResponseModes;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The authorization endpoint. First comes whether the response can go where it is to go: as long as
 * that is not known, whatever is wrong is shown to the person and nobody is redirected anywhere.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6749#section-4.1.1">RFC 6749 section 4.1.1</a>
 */
@Takes(
    as = Takes.As.FORM,
    members = @Member(value = "client_id", needed = true, says = "Who asks"),
    ofKinds = {"authorization-parameters", "authorization-request"})
@AnswersWith(status = 200)
@AnswersWith(status = 303)
@Refuses(400)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize",
      "lumoauth.web.routes=GET ~/oauth/authorize",
      "lumoauth.web.routes=POST ~/oauth/authorize",
      "lumoauth.web.guard=open"
    })
public final class AuthorizeEndpoint implements HotEndpoint {

  static final String PATH = "/oauth/authorize";
  private static final int UNAVAILABLE = 503;

  private final Clients clients;
  private final Sources sources;
  private final RequestReader reader;
  private final ResponseModes modes;
  private final PendingRequests pendings;
  private final Conversation conversation;
  private final Answers answers;
  private final Detours detours;
  private final AnsweredReferences answered;
  private final InstantSource clock;

  @Activate
  public AuthorizeEndpoint(
      @Reference Clients clients,
      @Reference Sources sources,
      @Reference RequestReader reader,
      @Reference ResponseModes modes,
      @Reference PendingRequests pendings,
      @Reference Conversation conversation,
      @Reference Answers answers,
      @Reference Detours detours,
      @Reference AnsweredReferences answered) {
    this(
        clients,
        sources,
        reader,
        modes,
        pendings,
        conversation,
        answers,
        detours,
        answered,
        InstantSource.system());
  }

  AuthorizeEndpoint(
      Clients clients,
      Sources sources,
      RequestReader reader,
      ResponseModes modes,
      PendingRequests pendings,
      Conversation conversation,
      Answers answers,
      Detours detours,
      AnsweredReferences answered,
      InstantSource clock) {
    this.clients = clients;
    this.sources = sources;
    this.reader = reader;
    this.modes = modes;
    this.pendings = pendings;
    this.conversation = conversation;
    this.answers = answers;
    this.detours = detours;
    this.answered = answered;
    this.clock = clock;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    Parameters sent;
    Optional<Client> client;
    try {
      sent = new Parameters(parameters(exchange));
      client = sent.one("client_id").flatMap(id -> clients.find(exchange.tenant(), id));
    } catch (OAuthError refusal) {
      answers.show(exchange, 400, "invalid_request", Optional.empty());
      return;
    }
    if (client.filter(Client::enabled).isEmpty()) {
      answers.show(exchange, 400, "invalid_client", Optional.empty());
      return;
    }
    Optional<URI> elsewhere = detours.of(exchange.tenant(), client.get(), sole(sent, "scope"));
    if (elsewhere.isPresent()) {
      exchange.redirect(elsewhere.get().toString());
      return;
    }
    handle(exchange, client.get(), sent);
  }

  private static Map<String, List<String>> parameters(Exchange exchange) throws IOException {
    return exchange.request().getMethod().equals("POST")
        ? exchange.readForm() // what stands in the URL does not count then
        : QueryText.parse(exchange.request().getQueryString());
  }

  private void handle(Exchange exchange, Client client, Parameters sent) throws IOException {
    Sources.Brought brought;
    try {
      brought = sources.of(exchange.tenant(), client, sent);
      RequestReader.requireClient(brought.parameters(), client);
      requireUnanswered(exchange, sent, brought);
    } catch (OAuthError refusal) { // of what is not known to be the client's own request
      refuse(exchange, client, sent, refusal);
      return;
    } catch (Problem refusal) {
      refuse(exchange, client, sent, unavailable(refusal));
      return;
    }
    Optional<String> redirectUri = redirectUri(client, brought.parameters());
    if (redirectUri.isEmpty()) {
      answers.show(exchange, 400, "invalid_redirect_uri", Optional.of(client));
      return;
    }
    AuthorizationRequest request;
    try {
      request = reader.read(exchange.tenant(), client, brought, redirectUri.get());
    } catch (Problem refusal) {
      refuse(exchange, client, brought.parameters(), unavailable(refusal));
      return;
    } catch (OAuthError refusal) {
      refuse(exchange, client, brought.parameters(), refusal);
      return;
    }
    try {
      begin(exchange, client, request, reference(sent, brought));
    } catch (OAuthError refusal) {
      refuse(exchange, client, brought.parameters(), refusal);
    }
  }

  /** RFC 6749 section 4.1.2.1: what is away now has an error of its own. */
  private static OAuthError unavailable(Problem refusal) {
    if (refusal.status() != UNAVAILABLE) {
      throw refusal;
    }
    return new OAuthError(UNAVAILABLE, "temporarily_unavailable", refusal.getMessage());
  }

  private void requireUnanswered(Exchange exchange, Parameters sent, Sources.Brought brought) {
    if (reference(sent, brought)
        .filter(uri -> answered.contains(exchange.tenant(), uri))
        .isPresent()) {
      throw new OAuthError(400, "invalid_request_uri", "The request_uri was used.");
    }
  }

  private static Optional<String> reference(Parameters sent, Sources.Brought brought) {
    return brought.pushed() ? sent.one("request_uri") : Optional.empty();
  }

  private void begin(
      Exchange exchange, Client client, AuthorizationRequest request, Optional<String> reference)
      throws IOException {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Pending pending = Pending.of(request, now, Profiles.nameOf(client), reference);
    if (exchange.request().getMethod().equals("POST")) {
      // A form of another site brings no cookies of ours (SameSite); a redirection does.
      String ticket = pendings.keep(exchange.tenant(), pending);
      exchange.redirect(Resume.address(exchange.tenant(), ticket));
    } else {
      conversation.next(exchange, client, pending, Optional.empty());
    }
  }

  /** Tells the client of an error, if it is known where that may be told. */
  private void refuse(Exchange exchange, Client client, Parameters sent, OAuthError refusal)
      throws IOException {
    Optional<String> redirectUri = redirectUri(client, sent);
    if (redirectUri.isEmpty()) {
      if (refusal.status() == UNAVAILABLE) {
        throw new Problem(UNAVAILABLE, refusal.code(), refusal.getMessage());
      }
      answers.show(exchange, 400, "invalid_request", Optional.of(client));
      return;
    }
    var to =
        new Destination(
            client, redirectUri.get(), mode(sent), sole(sent, "state"), sole(sent, "ui_locales"));
    answers.refuse(exchange, to, refusal.code(), refusal.getMessage());
  }

  private static Optional<String> redirectUri(Client client, Parameters sent) {
    try {
      return ValidRequests.redirectUri(client, sent);
    } catch (OAuthError repeated) {
      return Optional.empty();
    }
  }

  private String mode(Parameters sent) {
    return sole(sent, "response_mode")
        .filter(mode -> modes.names().contains(mode))
        .orElse(ResponseModes.DEFAULT);
  }

  /** A value that is there once and not outsized, in a request that is wrong anyway. */
  private static Optional<String> sole(Parameters sent, String name) {
    try {
      return sent.one(name);
    } catch (OAuthError unusable) {
      return Optional.empty();
    }
  }
}
