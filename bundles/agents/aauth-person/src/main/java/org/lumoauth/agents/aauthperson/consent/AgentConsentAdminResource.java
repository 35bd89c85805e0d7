/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.consent;

import java.util.Optional;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Administers {@code ~/admin/aauth-person/agents}: administrators can list and revoke consents, but
 * only people can give them.
 */
@Path("admin/aauth-person/agents")
@Produces("application/json")
public final class AgentConsentAdminResource {

  private final AgentConsentService allowances;
  private final PrivilegeEscalationGuard guard;

  AgentConsentAdminResource(AgentConsentService allowances, PrivilegeEscalationGuard guard) {
    this.allowances = allowances;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List external agents that act for people, newest first")
  @RequiresPermission("agents.read")
  public ListResponseBody<GrantedAgentConsentView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("userId") String userId) {
    var tenant = HttpExchange.of(request).tenant();
    Optional<String> user = Optional.ofNullable(userId).filter(text -> !text.isBlank());
    return ListResponseBody.of(
        allowances.list(tenant, user, query.request()).map(GrantedAgentConsentView::of),
        "aauth_agents");
  }

  @GET
  @OperationSummary("Get a person's consent to an external agent")
  @Path("{actingAgentId}")
  @RequiresPermission("agents.read")
  public DataResponseBody<GrantedAgentConsentView> get(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    return DataResponseBody.of(GrantedAgentConsentView.of(found(HttpExchange.of(request), id)));
  }

  @DELETE
  @OperationSummary("Revoke a person's consent to an external agent")
  @Path("{actingAgentId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("actingAgentId") String id) {
    var exchange = HttpExchange.of(request);
    AgentConsent allowed = found(exchange, id);
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.USER, allowed.userId()));
    allowances.end(
        exchange.tenant(), allowed, AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody(
        "The consent was ended. The agent no longer acts for the person.");
  }

  private AgentConsent found(HttpExchange exchange, String id) {
    return allowances
        .find(exchange.tenant(), id)
        .orElseThrow(() -> ApiException.notFound("The agent consent does not exist."));
  }
}
