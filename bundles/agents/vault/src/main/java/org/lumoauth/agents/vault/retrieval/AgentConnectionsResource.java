/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.retrieval;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.servlet.http.HttpServletRequest;
import javax.servlet.http.HttpServletResponse;
import javax.ws.rs.BeanParam;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrantStatus;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider.GrantAccessToken;
import org.lumoauth.agents.vault.retrieval.TokenRetrievalService.TokenRetrievalRequest;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.NoStoreHeaders;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.OptionalRequestBody;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/agents/me/connections}: an agent's connections and their tokens. */
@Path("agents/me/connections")
@Produces("application/json")
@RequiresAuthentication
public final class AgentConnectionsResource {

  private final ConnectionAccessPolicy access;
  private final VaultGrantStore grants;
  private final TokenRetrievalService retrieval;

  public AgentConnectionsResource(
      ConnectionAccessPolicy access, VaultGrantStore grants, TokenRetrievalService retrieval) {
    this.access = access;
    this.grants = grants;
    this.retrieval = retrieval;
  }

  /** Returns {@code ListConnectionsResponse}. */
  @GET
  @OperationSummary("List the connections that the agent may use")
  public Map<String, Object> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    TenantContext tenant = exchange.tenant();
    Agent agent = access.requireAgent(tenant, exchange.caller());
    Page<VaultConnection> connections =
        InMemoryPager.page(
            access.listConnections(tenant, exchange.caller(), agent),
            query.request(),
            "connection_id",
            connection -> connection.spec().name());
    Map<String, Integer> linked = grants.countLinkedUsers(tenant.id());
    Map<String, VaultGrantStatus> machine = grants.machineStatuses(tenant.id());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "agent",
        new TreeMap<>(
            Map.of(
                "agent_id", agent.id(),
                "name", agent.name(),
                "status", agent.details().status().wire())));
    var page =
        ListResponseBody.of(connections.map(connection -> view(connection, linked, machine)), null);
    body.put("connections", page.data());
    body.put("data", page.data());
    body.put("meta", page.meta());
    body.put("pagination", page.pagination());
    return body;
  }

  /** Returns {@code GetConnectionTokenResponse}. */
  @POST
  @Path("{connectionId}/token")
  @OperationSummary("Get the access token of a connection, renewed if required")
  @ApiRequestParameters(members = {@SchemaProperty("user_id")})
  @ApiErrorResponses({409, 503})
  public Map<String, Object> token(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("connectionId") String connectionId,
      @OptionalRequestBody Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    GrantAccessToken current =
        retrieval.get(
            new TokenRetrievalRequest(
                exchange.tenant(), exchange.caller(), exchange.requestInfo(), connectionId, body));
    NoStoreHeaders.setNoStore(response);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", current.accessToken());
    answer.put("token_type", "Bearer");
    answer.put("expires_at", current.grant().expiresAt().map(Object::toString).orElse(null));
    answer.put("scopes", current.grant().scopes());
    return answer;
  }

  private static Map<String, Object> view(
      VaultConnection connection,
      Map<String, Integer> linked,
      Map<String, VaultGrantStatus> machine) {
    var spec = connection.spec();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("connection_id", connection.id());
    view.put("name", spec.name());
    view.put("provider", spec.provider());
    view.put("provider_label", spec.providerLabel());
    view.put("grant_mode", spec.mode().wire());
    view.put("scopes", spec.scopes());
    view.put("user_delegated", spec.isUserMode());
    view.put(
        "machine_grant_status",
        spec.isUserMode()
            ? null
            : machine.getOrDefault(connection.id(), VaultGrantStatus.PENDING).wire());
    view.put("linked_users", spec.isUserMode() ? linked.getOrDefault(connection.id(), 0) : null);
    return view;
  }
}
