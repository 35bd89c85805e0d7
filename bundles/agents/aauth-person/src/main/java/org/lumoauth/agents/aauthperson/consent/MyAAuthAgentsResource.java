/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.SelfServiceGuard;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Manages {@code ~/me/aauth-agents}: the external agents that act for the caller. Only for users
 * themselves; an application needs a scope that its user consented to.
 */
@Path("me/aauth-agents")
@Produces("application/json")
@RequiresAuthentication
public final class MyAAuthAgentsResource {

  static final String READ = "delegations.read";
  static final String WRITE = "delegations.write";

  private final AgentConsentService allowances;

  MyAAuthAgentsResource(AgentConsentService allowances) {
    this.allowances = allowances;
  }

  @GET
  @OperationSummary("List external agents that act for the caller")
  public ListResponseBody<GrantedAgentConsentView> list(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange.caller(), Set.of(READ, WRITE));
    return ListResponseBody.unpaged(
        allowances.of(exchange.tenant(), user).stream().map(GrantedAgentConsentView::of).toList());
  }

  @DELETE
  @OperationSummary("Revoke the caller's consent to an external agent")
  @Path("{actingAgentId}")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange.caller(), Set.of(WRITE));
    AgentConsent found =
        allowances
            .find(exchange.tenant(), id)
            .filter(each -> each.userId().equals(user))
            .orElseThrow(() -> ApiException.notFound("The agent consent does not exist."));
    allowances.end(
        exchange.tenant(), found, AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody("The consent was ended. The agent no longer acts for you.");
  }

  static String person(Caller caller, Set<String> scopes) {
    return SelfServiceGuard.require(
        caller,
        scopes,
        "Agent consents can be managed only by the users themselves, not by an " + "actor.");
  }
}
