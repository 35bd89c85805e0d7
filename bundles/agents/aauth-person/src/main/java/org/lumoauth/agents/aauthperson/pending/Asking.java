package org.lumoauth.agents.aauthperson.pending;

import java.io.IOException;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.person.Wait;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Asks a person, and tells the agent how they come to answer (section User Interaction). */
@Component(service = Asking.class)
public final class Asking {

  private final Waiting waiting;
  private final Reaching reaching;
  private final Holding holding;

  @Activate
  public Asking(
      @Reference Waiting waiting, @Reference Reaching reaching, @Reference Holding holding) {
    this.waiting = waiting;
    this.reaching = reaching;
    this.holding = holding;
  }

  /**
   * Asks.
   *
   * @throws org.lumoauth.agents.aauthperson.caller.DraftProblem 403 {@code user_unreachable}
   */
  public void ask(Exchange exchange, AgentCaller agent, Question question) throws IOException {
    ask(exchange, agent, question, () -> waiting.add(exchange.tenant(), question));
  }

  /** Asks what an access server wants to know. */
  public void askFor(Exchange exchange, AgentCaller agent, Question question, Wait wanted)
      throws IOException {
    ask(exchange, agent, question, () -> waiting.addFor(exchange.tenant(), question, wanted));
  }

  private void ask(
      Exchange exchange, AgentCaller agent, Question question, Supplier<PendingCase> kept)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    boolean byMail = reaching.needsMail(tenant, question);
    PendingCase asked = kept.get();
    if (byMail) {
      reaching.send(tenant, asked);
    }
    if (!byMail || !holding.hold(exchange, agent, asked)) { // a page has to be shown first
      Deferred.write(exchange, asked);
    }
  }
}
