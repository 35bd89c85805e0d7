/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grant.authorizationcode.endpoint;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SessionService;
import org.lumoauth.api.oauth.authorization.AuthorizationRequest;
import org.lumoauth.api.oauth.authorization.ConsentService;
import org.lumoauth.oauth.grant.authorizationcode.code.AuthorizationCodeAudit;
import org.lumoauth.oauth.grant.authorizationcode.interaction.RequiredInteraction;
import org.lumoauth.oauth.grant.authorizationcode.interaction.RequiredInteractionResolver;
import org.lumoauth.oauth.grant.authorizationcode.request.ClaimScopeResolver;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accepts the decision from the consent page. The form must come from that page, in the same
 * browser and session (RFC 6749 section 10.12).
 */
@ApiRequestParameters(
    encoding = ApiRequestParameters.ParameterEncoding.FORM,
    members = {
      @SchemaProperty(value = ConsentPageFactory.TICKET, required = true),
      @SchemaProperty(value = ConsentPageFactory.FORM_TOKEN, required = true),
      @SchemaProperty(
          value = "decision",
          required = true,
          description = "`allow` to grant the request; any other value denies it")
    })
@ApiResponse(status = 200)
@ApiResponse(status = 303)
@ApiErrorResponses({400, 403})
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=oauth-authorize-consent",
      "lumoauth.web.routes=POST ~/oauth/authorize/consent",
      HttpHandler.SUMMARY + "=Allow or deny an authorization request",
      "lumoauth.web.guard=open"
    })
public final class ConsentDecisionEndpoint implements HttpHandler {

  private final PendingRequestLoader kept;
  private final ResumableRequestLoader endings;
  private final BrowserBindingCookie marks;
  private final SessionService sessions;
  private final RequiredInteractionResolver steps;
  private final ConsentService consents;
  private final AuthorizationFlow conversation;
  private final AuthorizationCodeAudit audit;
  private final AuthorizationResponder answers;
  private final ClaimScopeResolver claimScopes;

  @Activate
  public ConsentDecisionEndpoint(
      @Reference PendingRequestLoader kept,
      @Reference ResumableRequestLoader endings,
      @Reference BrowserBindingCookie marks,
      @Reference SessionService sessions,
      @Reference RequiredInteractionResolver steps,
      @Reference ConsentService consents,
      @Reference AuthorizationFlow conversation,
      @Reference AuthorizationCodeAudit audit,
      @Reference AuthorizationResponder answers,
      @Reference ClaimScopeResolver claimScopes) {
    this.kept = kept;
    this.endings = endings;
    this.marks = marks;
    this.sessions = sessions;
    this.steps = steps;
    this.consents = consents;
    this.conversation = conversation;
    this.audit = audit;
    this.answers = answers;
    this.claimScopes = claimScopes;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    Map<String, List<String>> form = exchange.readForm();
    String ticket = FormFieldReader.readSingle(form, ConsentPageFactory.TICKET);
    Optional<PendingRequestLoader.ActivePendingRequest> found =
        endings.loadOrRespond(
            exchange,
            kept.find(exchange.tenant(), ticket).filter(of -> marks.matches(exchange, of)),
            ticket);
    if (found.isEmpty()) {
      return;
    }
    Optional<Session> session =
        sessions
            .findCurrent(exchange.tenant(), exchange.view())
            .filter(of -> holds(exchange, of, ticket, form));
    if (session.isEmpty()) {
      answers.showFormRefused(
          exchange, found.get().client(), ResumeUrlBuilder.path(exchange.tenant(), ticket));
      return;
    }
    decide(
        exchange, found.get(), ticket, session.get(), FormFieldReader.readSingle(form, "decision"));
  }

  private boolean holds(
      HttpExchange exchange, Session session, String ticket, Map<String, List<String>> form) {
    return sessions.isFormTokenValid(
        exchange.tenant(),
        session,
        ConsentPageFactory.purpose(ticket),
        FormFieldReader.readSingle(form, ConsentPageFactory.FORM_TOKEN));
  }

  private void decide(
      HttpExchange exchange,
      PendingRequestLoader.ActivePendingRequest found,
      String ticket,
      Session session,
      String decision)
      throws IOException {
    var tenant = exchange.tenant();
    AuthorizationRequest request = found.pending().request();
    RequiredInteraction step =
        steps.resolve(tenant, found.client(), found.pending(), Optional.of(session));
    if (!(step
        instanceof
        RequiredInteraction
            .ConsentInteraction)) { // Sign-in does not meet the requirement, or no consent is
      // required.
      conversation.proceed(exchange, found.client(), found.pending(), Optional.of(ticket));
    } else if (decision.equals("allow")) {
      consents.grant(
          tenant,
          session.subject(),
          request.clientId(),
          claimScopes.requestedScopes(request),
          request.resources(),
          request.authorizationDetails());
      conversation.grant(exchange, found.client(), found.pending(), Optional.of(ticket), session);
    } else { // Any value other than allow denies the request.
      audit.recordDenied(tenant, session.subject(), request, exchange.requestInfo());
      conversation.refuse(
          exchange,
          found.client(),
          found.pending(),
          Optional.of(ticket),
          "access_denied",
          "The user denied the request.");
    }
  }
}
