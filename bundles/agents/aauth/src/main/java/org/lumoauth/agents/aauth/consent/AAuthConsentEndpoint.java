/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauth.consent;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauth.grant.AAuthConsentRequestStore;
import org.lumoauth.agents.aauth.registration.AAuthParticipant;
import org.lumoauth.agents.aauth.registration.ParticipantCache;
import org.lumoauth.agents.aauth.registration.ParticipantSettings;
import org.lumoauth.agents.aauth.signature.AAuthSignerAuthenticator;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.authn.SignInRequirement;
import org.lumoauth.api.oauth.grant.AuthorizationGrantService;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.page.FormFieldReader;
import org.lumoauth.platform.web.page.ModulePageResponder;
import org.lumoauth.platform.web.page.PageSessionGuard;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Serves the page on which a user decides whether an agent may use a resource for them. Only a form
 * of this page, in the session it was created for, records a decision.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-consent",
      "lumoauth.web.routes=GET ^/portal/aauth/authorize",
      "lumoauth.web.routes=POST ^/portal/aauth/authorize",
      HttpHandler.SUMMARY + "=GET: Show the consent page of an agent (AAuth)",
      HttpHandler.SUMMARY + "=POST: Allow or deny an agent the use of a resource (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AAuthConsentEndpoint implements HttpHandler {

  private static final int BAD_REQUEST = 400;
  private static final int FORBIDDEN = 403;
  private static final int MAX_TOKEN = 200;
  private static final String OVER = "session_expired";

  private final AAuthConsentRequestStore pending;
  private final ParticipantCache parties;
  private final AAuthSignerAuthenticator signers;
  private final PageSessionGuard readers;
  private final AAuthConsentPageRenderer pages;
  private final AAuthConsentDecisionHandler consenting;

  @Activate
  public AAuthConsentEndpoint(
      @Reference AAuthConsentRequestStore pending,
      @Reference ParticipantCache parties,
      @Reference AAuthSignerAuthenticator signers,
      @Reference PageSessionGuard readers,
      @Reference ModulePageResponder responder,
      @Reference AuthorizationGrantService grants,
      @Reference AAuthConsentDecisionHandler consenting) {
    this.pending = pending;
    this.parties = parties;
    this.signers = signers;
    this.readers = readers;
    this.pages = new AAuthConsentPageRenderer(responder, readers, grants);
    this.consenting = consenting;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    if (exchange.request().getMethod().equals("POST")) {
      post(exchange, exchange.readForm());
    } else {
      get(exchange);
    }
  }

  private void get(HttpExchange exchange) throws IOException {
    Optional<AAuthConsentPageModel> shown =
        shown(
            exchange.tenant(),
            exchange.request().getParameter(AAuthConsentPageRenderer.REQUEST_TOKEN));
    if (shown.isEmpty()) {
      pages.renderExpired(exchange, BAD_REQUEST, OVER);
      return;
    }
    boolean another = "1".equals(exchange.request().getParameter("switch"));
    Optional<Session> session = session(exchange, shown.get());
    if (another || session.isEmpty()) {
      toSignIn(exchange, shown.get(), another);
    } else {
      pages.renderConsent(exchange, session.get(), shown.get());
    }
  }

  private void post(HttpExchange exchange, Map<String, List<String>> form) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<AAuthConsentPageModel> shown =
        shown(tenant, FormFieldReader.readSingle(form, AAuthConsentPageRenderer.REQUEST_TOKEN));
    if (shown.isEmpty()) {
      pages.renderExpired(exchange, BAD_REQUEST, OVER);
      return;
    }
    Optional<Session> session = session(exchange, shown.get());
    boolean holds =
        session.isPresent()
            && readers.isFormTokenValid(
                exchange,
                session.get(),
                AAuthConsentPageRenderer.answering(shown.get().token()),
                form);
    if (!holds) {
      pages.renderExpired(exchange, FORBIDDEN, "form_refused");
      return;
    }
    boolean allowed =
        FormFieldReader.readSingle(form, "decision").equals("allow"); // any other value is a denial
    Optional<String> back =
        consenting.recordDecision(
            tenant, session.get(), shown.get(), allowed, exchange.requestInfo());
    if (back.isPresent()) {
      exchange.redirect(back.get());
    } else {
      pages.renderExpired(exchange, BAD_REQUEST, OVER);
    }
  }

  /** Returns an open request if its agent and its resource may still act. */
  private Optional<AAuthConsentPageModel> shown(TenantContext tenant, String token) {
    if (token == null || token.isEmpty() || token.length() > MAX_TOKEN) {
      return Optional.empty();
    }
    return pending
        .find(tenant, token)
        .flatMap(
            request -> {
              Optional<AAuthParticipant> agent =
                  parties
                      .findEnabled(tenant.id(), ParticipantSettings.AGENT, request.agentId())
                      .filter(party -> signers.isEnabled(tenant, party));
              return agent.flatMap(
                  by ->
                      parties
                          .findEnabled(
                              tenant.id(), ParticipantSettings.RESOURCE, request.resourceId())
                          .filter(resource -> request.between(by, resource))
                          .map(
                              resource -> new AAuthConsentPageModel(token, request, by, resource)));
            });
  }

  private Optional<Session> session(HttpExchange exchange, AAuthConsentPageModel shown) {
    return readers.findCurrentSession(exchange, requirement(shown));
  }

  private void toSignIn(
      HttpExchange exchange, AAuthConsentPageModel shown, boolean asSomebodyElse) {
    String back = AAuthConsentPageUrlBuilder.with(exchange.tenant(), shown.token());
    exchange.redirect(
        readers.beginSignIn(exchange, requirement(shown).withChooseAccount(asSomebodyElse), back));
  }

  /** If the resource requires the user's presence, the sign-in must be later than the request. */
  private static SignInRequirement requirement(AAuthConsentPageModel shown) {
    var any = SignInRequirement.any();
    return shown.request().presence() ? any.authenticatedSince(shown.request().askedAt()) : any;
  }
}
