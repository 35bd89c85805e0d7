/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.SignInService;
import org.lumoauth.api.oauth.OAuthException;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequest;
import org.lumoauth.oauth.grant.authorizationcode.interaction.PendingAuthorizationRequestStore;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Resumes an authorization request after sign-in, in the browser that started it. */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.QUERY,
    members = {
      @SchemaProperty(value = ConsentPageFactory.TICKET, required = true),
      @SchemaProperty(SignInService.OUTCOME),
      @SchemaProperty("switch")
    })
@ApiResponse(status = 200)
@ApiResponse(status = 303)
@ApiErrorResponses(400)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-resume",
      "lumoauth.web.routes=GET ~/oauth/authorize/resume",
      HttpHandler.SUMMARY + "=Resume an authorization request after sign-in",
      "lumoauth.web.guard=open"
    })
public final class AuthorizationResumeEndpoint implements HttpHandler {

  private final PendingRequestLoader kept;
  private final ResumableRequestLoader endings;
  private final PendingAuthorizationRequestStore pendings;
  private final BrowserBindingCookie marks;
  private final AuthorizationFlow conversation;
  private final AuthorizationResponder answers;

  @Activate
  public AuthorizationResumeEndpoint(
      @Reference PendingRequestLoader kept,
      @Reference ResumableRequestLoader endings,
      @Reference PendingAuthorizationRequestStore pendings,
      @Reference BrowserBindingCookie marks,
      @Reference AuthorizationFlow conversation,
      @Reference AuthorizationResponder answers) {
    this.kept = kept;
    this.endings = endings;
    this.pendings = pendings;
    this.marks = marks;
    this.conversation = conversation;
    this.answers = answers;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> query;
    try {
      query = QueryStringParser.parse(exchange.request().getQueryString());
    } catch (OAuthException refusal) {
      answers.showError(exchange, 400, "invalid_request", Optional.empty());
      return;
    }
    String ticket = first(query, ConsentPageFactory.TICKET);
    Optional<PendingRequestLoader.ActivePendingRequest> found =
        endings.loadOrRespond(
            exchange,
            kept.find(exchange.tenant(), ticket).flatMap(of -> taken(exchange, of, ticket)),
            ticket);
    if (found.isEmpty()) {
      return;
    }
    var client = found.get().client();
    PendingAuthorizationRequest pending = found.get().pending();
    if (first(query, SignInService.OUTCOME).equals("cancelled") && pending.signIns() > 0) {
      conversation.refuse(
          exchange,
          client,
          pending,
          Optional.of(ticket),
          "access_denied",
          "The user did not sign in.");
    } else if (first(query, "switch").equals("1")) {
      conversation.switchAccount(exchange, client, pending, ticket);
    } else {
      conversation.proceed(exchange, client, pending, Optional.of(ticket));
    }
  }

  /** Binds a request that was posted as a form to the first browser that resumes it. */
  private Optional<PendingAuthorizationRequest> taken(
      HttpExchange exchange, PendingAuthorizationRequest pending, String ticket) {
    if (pending.browser().isPresent()) {
      return Optional.of(pending).filter(of -> marks.matches(exchange, of));
    }
    PendingAuthorizationRequest mine = pending.boundToBrowser(marks.readOrCreate(exchange));
    return pendings.change(exchange.tenant(), ticket, now -> now.browser().isEmpty(), mine)
        ? Optional.of(mine)
        : Optional.empty();
  }

  private static String first(Map<String, List<String>> query, String name) {
    return query.getOrDefault(name, List.of("")).get(0);
  }
}
