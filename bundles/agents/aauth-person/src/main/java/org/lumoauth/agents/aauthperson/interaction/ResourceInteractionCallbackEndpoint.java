/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.MissionInteractionLogWriter;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.ShortLivedRecordStore.ShortLivedRecord;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Handles the return from a resource's page, with or without an error (AAuth draft, section
 * Interaction Callback Errors). The URL alone decides nothing: the person must be signed in and is
 * asked next.
 */
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-return",
      "lumoauth.web.routes=GET ^/aauth/interaction/back/{visit}",
      HttpHandler.SUMMARY + "=Return from a resource's page (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ResourceInteractionCallbackEndpoint implements HttpHandler {

  /**
   * Maps the error of the callback to the final state of the request. Errors that the AAuth draft
   * does not define map to {@code server_error}, because the resource caused them.
   */
  private static final Map<String, String> ENDED =
      Map.of(
          "access_denied", DeferredRequest.DENIED,
          "user_abandoned", DeferredRequest.ABANDONED,
          "interaction_expired", DeferredRequest.EXPIRED);

  private final DeferredRequestStore waiting;
  private final ResourceInteractionStore visits;
  private final InteractionAnswerAuthorizer who;
  private final InteractionPageRenderer page;
  private final InteractionAudit audit;
  private final MissionInteractionLogWriter missions;

  @Activate
  public ResourceInteractionCallbackEndpoint(
      @Reference DeferredRequestStore waiting,
      @Reference ResourceInteractionStore visits,
      @Reference InteractionAnswerAuthorizer who,
      @Reference InteractionPageRenderer page,
      @Reference InteractionAudit audit,
      @Reference MissionInteractionLogWriter missions) {
    this.waiting = waiting;
    this.visits = visits;
    this.who = who;
    this.page = page;
    this.audit = audit;
    this.missions = missions;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String path = exchange.path();
    String visit = path.substring(path.lastIndexOf('/') + 1);
    Optional<ShortLivedRecord<DeferredRequest>> found = visits.find(tenant, visit);
    if (found.isEmpty()) {
      page.renderExpired(exchange, 400, "session_expired");
      return;
    }
    InteractionQuestion asked = found.get().value().question();
    Optional<Session> session = who.session(exchange, asked);
    String error = exchange.request().getParameter("error");
    if (session.isEmpty()) {
      who.signIn(exchange, asked, InteractionPageUrls.callbackPath(tenant, visit, error));
    } else if (!found.get().value().acceptsSession(session) || !visits.end(tenant, visit)) {
      page.renderExpired(exchange, 400, "session_expired");
    } else if (error == null) {
      goOn(exchange, found.get());
    } else {
      end(exchange, session.get(), found.get(), error);
    }
  }

  private void goOn(HttpExchange exchange, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    if (waiting.completeResourceInteraction(exchange.tenant(), entry)) {
      exchange.redirect(InteractionPageUrls.path(exchange.tenant(), entry.value().code()));
    } else {
      page.renderExpired(exchange, 400, "session_expired");
    }
  }

  private void end(
      HttpExchange exchange, Session session, ShortLivedRecord<DeferredRequest> entry, String error)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String state = ENDED.getOrDefault(error, DeferredRequest.FAILED);
    audit.recordAnswered(exchange, session, entry.value().question(), false);
    if (waiting.answer(tenant, entry, state, session.subject().id(), Map.of())) {
      missions.recordDecision(tenant, entry.value(), false, Map.of());
    }
    page.renderDone(exchange, entry.value(), state);
  }
}
