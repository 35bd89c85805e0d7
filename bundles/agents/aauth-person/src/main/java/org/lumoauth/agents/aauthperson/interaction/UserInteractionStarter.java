/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.interaction;

import java.io.IOException;
import java.util.function.Supplier;
import org.lumoauth.agents.aauthperson.caller.AgentCaller;
import org.lumoauth.agents.aauthperson.deferred.AgentLongPollService;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequest;
import org.lumoauth.agents.aauthperson.deferred.DeferredRequestStore;
import org.lumoauth.agents.aauthperson.deferred.DeferredResponseWriter;
import org.lumoauth.agents.aauthperson.personserver.AccessServerRequirement;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Starts a request to a person, and returns to the agent how the person can answer (AAuth draft,
 * section User Interaction).
 */
@Component(service = UserInteractionStarter.class)
public final class UserInteractionStarter {

  private final DeferredRequestStore waiting;
  private final InteractionLinkDeliveryService reaching;
  private final AgentLongPollService holding;

  @Activate
  public UserInteractionStarter(
      @Reference DeferredRequestStore waiting,
      @Reference InteractionLinkDeliveryService reaching,
      @Reference AgentLongPollService holding) {
    this.waiting = waiting;
    this.reaching = reaching;
    this.holding = holding;
  }

  /**
   * Starts the request.
   *
   * @throws org.lumoauth.agents.aauthperson.caller.AAuthProblemException 403 {@code
   *     user_unreachable}
   */
  public void ask(HttpExchange exchange, AgentCaller agent, InteractionQuestion question)
      throws IOException {
    ask(exchange, agent, question, () -> waiting.add(exchange.tenant(), question));
  }

  /** Starts a request for an access server's requirement. */
  public void askFor(
      HttpExchange exchange,
      AgentCaller agent,
      InteractionQuestion question,
      AccessServerRequirement wanted)
      throws IOException {
    ask(
        exchange,
        agent,
        question,
        () -> waiting.addForAccessServer(exchange.tenant(), question, wanted));
  }

  private void ask(
      HttpExchange exchange,
      AgentCaller agent,
      InteractionQuestion question,
      Supplier<DeferredRequest> kept)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    boolean byMail = reaching.needsMail(tenant, question);
    DeferredRequest asked = kept.get();
    if (byMail) {
      reaching.send(tenant, asked);
    }
    if (!byMail || !holding.hold(exchange, agent, asked)) { // the agent must show a page first
      DeferredResponseWriter.write(exchange, asked);
    }
  }
}
