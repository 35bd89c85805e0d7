package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.authn.Session;
import org.lumoauth.api.store.ShortLivedStore.Entry;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a person comes back from a resource's page, with an error or without (section Interaction
 * Callback Errors). The address alone decides nothing: the person is signed in, and asked next.
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-return",
      "lumoauth.web.routes=GET ^/aauth/interaction/back/{visit}",
      HotEndpoint.SUMMARY + "=Come back from the page of a resource (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class ResourceReturnEndpoint implements HotEndpoint {

  /** What an agent hears of an error; what the draft does not know is the resource's fault. */
  private static final Map<String, String> ENDED =
      Map.of(
          "access_denied", PendingCase.DENIED,
          "user_abandoned", PendingCase.ABANDONED,
          "interaction_expired", PendingCase.EXPIRED);

  private final Waiting waiting;
  private final ResourceVisits visits;
  private final WhoAnswers who;
  private final InteractionPage page;
  private final InteractionAudit audit;
  private final MissionRecord missions;

  @Activate
  public ResourceReturnEndpoint(
      @Reference Waiting waiting,
      @Reference ResourceVisits visits,
      @Reference WhoAnswers who,
      @Reference InteractionPage page,
      @Reference InteractionAudit audit,
      @Reference MissionRecord missions) {
    this.waiting = waiting;
    this.visits = visits;
    this.who = who;
    this.page = page;
    this.audit = audit;
    this.missions = missions;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    TenantContext tenant = exchange.tenant();
    String path = exchange.path();
    String visit = path.substring(path.lastIndexOf('/') + 1);
    Optional<Entry<PendingCase>> found = visits.find(tenant, visit);
    if (found.isEmpty()) {
      page.over(exchange, 400, "session_expired");
      return;
    }
    Question asked = found.get().value().question();
    Optional<Session> session = who.session(exchange, asked);
    String error = exchange.request().getParameter("error");
    if (session.isEmpty()) {
      who.signIn(exchange, asked, InteractionAddress.backPath(tenant, visit, error));
    } else if (!found.get().value().openTo(session) || !visits.end(tenant, visit)) {
      page.over(exchange, 400, "session_expired");
    } else if (error == null) {
      goOn(exchange, found.get());
    } else {
      end(exchange, session.get(), found.get(), error);
    }
  }

  private void goOn(Exchange exchange, Entry<PendingCase> entry) throws IOException {
    if (waiting.come(exchange.tenant(), entry)) {
      exchange.redirect(InteractionAddress.path(exchange.tenant(), entry.value().code()));
    } else {
      page.over(exchange, 400, "session_expired");
    }
  }

  private void end(Exchange exchange, Session session, Entry<PendingCase> entry, String error)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String state = ENDED.getOrDefault(error, PendingCase.FAILED);
    audit.answered(exchange, session, entry.value().question(), false);
    if (waiting.answer(tenant, entry, state, session.subject().id(), Map.of())) {
      missions.answered(tenant, entry.value(), false, Map.of());
    }
    page.done(exchange, entry.value(), state);
  }
}
