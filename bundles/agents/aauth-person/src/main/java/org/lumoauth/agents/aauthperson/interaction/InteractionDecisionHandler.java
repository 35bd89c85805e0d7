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
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Executes a person's decision on the interaction page. */
@Component(service = InteractionDecisionHandler.class)
public final class InteractionDecisionHandler {

  private static final int MAX_QUESTION = 500;

  private final DeferredRequestStore waiting;
  private final InteractionApprovalRecorder allowing;
  private final InteractionPageRenderer page;
  private final ResourceInteractionStore visits;
  private final InteractionAudit audit;
  private final MissionInteractionLogWriter missions;

  @Activate
  public InteractionDecisionHandler(
      @Reference DeferredRequestStore waiting,
      @Reference InteractionApprovalRecorder allowing,
      @Reference InteractionPageRenderer page,
      @Reference ResourceInteractionStore visits,
      @Reference InteractionAudit audit,
      @Reference MissionInteractionLogWriter missions) {
    this.waiting = waiting;
    this.allowing = allowing;
    this.page = page;
    this.visits = visits;
    this.audit = audit;
    this.missions = missions;
  }

  /** Redirects the person to the resource's page, if that must come first. */
  void proceed(HttpExchange exchange, Session session, DeferredRequest of) throws IOException {
    if (of.requiresResourceInteraction()) {
      page.renderRedirect(exchange, visits.begin(exchange.tenant(), of));
    } else { // the person already completed the interaction
      page.show(exchange, session, of);
    }
  }

  /**
   * Stores the person's clarification question and renders the page again; it later shows the
   * agent's answer.
   */
  void ask(
      HttpExchange exchange, Session session, ShortLivedRecord<DeferredRequest> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    DeferredRequest of = entry.value();
    if (!words.isEmpty() && words.length() <= MAX_QUESTION) {
      if (!waiting.addClarificationQuestion(tenant, entry, words)) {
        page.renderExpired(exchange, 400, "session_expired");
        return;
      }
      missions.recordMessage(
          tenant, of.question(), MissionInteractionLogWriter.MissionLogSpeaker.PERSON, words);
    }
    DeferredRequest now = waiting.find(tenant, of.id()).map(ShortLivedRecord::value).orElse(of);
    page.show(exchange, session, now);
  }

  /**
   * Allows the request.
   *
   * @param words the person's answer to a question
   */
  void allow(
      HttpExchange exchange, Session session, ShortLivedRecord<DeferredRequest> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    DeferredRequest of = entry.value();
    InteractionQuestion asked = of.question();
    String user = session.subject().id();
    if (of.requiresResourceInteraction()) { // the interaction with the resource may make this
      // decision unnecessary
      page.show(exchange, session, of);
      return;
    }
    if (!allowing.binds(tenant, asked, user)) {
      page.renderExpired(
          exchange, 403, "form_refused"); // another user became the agent's person concurrently
      return;
    }
    Optional<Map<String, Object>> result = allowing.allow(tenant, user, asked, words);
    if (result.isEmpty()) {
      page.show(exchange, session, of);
      return;
    }
    audit.recordAnswered(exchange, session, asked, true);
    if (!waiting.answer(tenant, entry, DeferredRequest.GRANTED, user, result.get())) {
      page.renderExpired(exchange, 400, "session_expired");
      return;
    }
    allowing.recordAnswer(tenant, asked, result.get());
    missions.recordDecision(tenant, of, true, result.get());
    if (asked.leadsToExternalPage()) {
      page.renderRedirect(exchange, asked.resource() + "?code=" + asked.request().get("code"));
    } else {
      page.renderDone(exchange, of, DeferredRequest.GRANTED);
    }
  }

  /** Denies the request. */
  void deny(HttpExchange exchange, Session session, ShortLivedRecord<DeferredRequest> entry)
      throws IOException {
    audit.recordAnswered(exchange, session, entry.value().question(), false);
    String user = session.subject().id();
    if (waiting.answer(exchange.tenant(), entry, DeferredRequest.DENIED, user, Map.of())) {
      missions.recordDecision(exchange.tenant(), entry.value(), false, Map.of());
      page.renderDone(exchange, entry.value(), DeferredRequest.DENIED);
    } else {
      page.renderExpired(exchange, 400, "session_expired");
    }
  }
}
