package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Does what a person decided on the page. */
@Component(service = Deciding.class)
public final class Deciding {

  private static final int MAX_QUESTION = 500;

  private final Waiting waiting;
  private final Allowing allowing;
  private final InteractionPage page;
  private final ResourceVisits visits;
  private final InteractionAudit audit;
  private final MissionRecord missions;

  @Activate
  public Deciding(
      @Reference Waiting waiting,
      @Reference Allowing allowing,
      @Reference InteractionPage page,
      @Reference ResourceVisits visits,
      @Reference InteractionAudit audit,
      @Reference MissionRecord missions) {
    this.waiting = waiting;
    this.allowing = allowing;
    this.page = page;
    this.visits = visits;
    this.audit = audit;
    this.missions = missions;
  }

  /** Sends the person to the page of the resource, where that comes first. */
  void go(Exchange exchange, Session session, PendingCase of) throws IOException {
    if (of.firstElsewhere()) {
      page.onward(exchange, visits.begin(exchange.tenant(), of));
    } else { // they were there meanwhile
      page.show(exchange, session, of);
    }
  }

  /** The page is shown again, with what was asked; the agent's answer is there when it came. */
  void ask(Exchange exchange, Session session, Entry<PendingCase> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    PendingCase of = entry.value();
    if (!words.isEmpty() && words.length() <= MAX_QUESTION) {
      if (!waiting.ask(tenant, entry, words)) {
        page.over(exchange, 400, "session_expired");
        return;
      }
      missions.said(tenant, of.question(), MissionRecord.Voice.PERSON, words);
    }
    PendingCase now = waiting.find(tenant, of.id()).map(Entry::value).orElse(of);
    page.show(exchange, session, now);
  }

  /**
   * Allows it.
   *
   * @param words what the person answers to a question
   */
  void allow(Exchange exchange, Session session, Entry<PendingCase> entry, String words)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    PendingCase of = entry.value();
    Question asked = of.question();
    String user = session.subject().id();
    if (of.firstElsewhere()) { // what they decide there may make this one moot
      page.show(exchange, session, of);
      return;
    }
    if (!allowing.binds(tenant, asked, user)) {
      page.over(exchange, 403, "form_refused"); // somebody else became the agent's person meanwhile
      return;
    }
    Optional<Map<String, Object>> result = allowing.allow(tenant, user, asked, words);
    if (result.isEmpty()) {
      page.show(exchange, session, of);
      return;
    }
    audit.answered(exchange, session, asked, true);
    if (!waiting.answer(tenant, entry, PendingCase.GRANTED, user, result.get())) {
      page.over(exchange, 400, "session_expired");
      return;
    }
    allowing.answered(tenant, asked, result.get());
    missions.answered(tenant, of, true, result.get());
    if (asked.elsewhere()) {
      page.onward(exchange, asked.resource() + "?code=" + asked.request().get("code"));
    } else {
      page.done(exchange, of, PendingCase.GRANTED);
    }
  }

  /** Refuses it. */
  void deny(Exchange exchange, Session session, Entry<PendingCase> entry) throws IOException {
    audit.answered(exchange, session, entry.value().question(), false);
    String user = session.subject().id();
    if (waiting.answer(exchange.tenant(), entry, PendingCase.DENIED, user, Map.of())) {
      missions.answered(exchange.tenant(), entry.value(), false, Map.of());
      page.done(exchange, entry.value(), PendingCase.DENIED);
    } else {
      page.over(exchange, 400, "session_expired");
    }
  }
}
