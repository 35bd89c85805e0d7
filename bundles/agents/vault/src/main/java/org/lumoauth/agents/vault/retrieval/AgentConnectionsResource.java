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
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.grant.GrantStatus;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.retrieval.CurrentTokens.Current;
import org.lumoauth.agents.vault.retrieval.Retrieval.Asked;
import org.lumoauth.api.agent.Agent;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Page;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.OptionalBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.SecretAnswers;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.WholeList;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/agents/me/connections}: an agent's connections, and their tokens. */
@Path("agents/me/connections")
@Produces("application/json")
@Authenticated
public final class AgentConnectionsResource {

  private final Access access;
  private final GrantStore grants;
  private final Retrieval retrieval;

  public AgentConnectionsResource(Access access, GrantStore grants, Retrieval retrieval) {
    this.access = access;
    this.grants = grants;
    this.retrieval = retrieval;
  }

  /** {@code ListConnectionsResponse}. */
  @GET
  @Summary("List the connections that the agent may use")
  public Map<String, Object> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
    TenantContext tenant = exchange.tenant();
    Agent agent = access.agent(tenant, exchange.caller());
    Page<Connection> connections =
        WholeList.page(
            access.connections(tenant, exchange.caller(), agent),
            query.request(),
            "connection_id",
            connection -> connection.spec().name());
    Map<String, Integer> linked = grants.linkedUsers(tenant.id());
    Map<String, GrantStatus> machine = grants.machineStatuses(tenant.id());
    Map<String, Object> body = new LinkedHashMap<>();
    body.put(
        "agent",
        new TreeMap<>(
            Map.of(
                "agent_id", agent.id(),
                "name", agent.name(),
                "status", agent.details().status().wire())));
    var page = ListBody.of(connections.map(connection -> view(connection, linked, machine)), null);
    body.put("connections", page.data());
    body.put("data", page.data());
    body.put("meta", page.meta());
    body.put("pagination", page.pagination());
    return body;
  }

  /** {@code GetConnectionTokenResponse}. */
  @POST
  @Path("{connectionId}/token")
  @Summary("Get the access token of a connection, renewed where it has to be")
  @Takes(members = {@Member("user_id")})
  @Refuses({409, 503})
  public Map<String, Object> token(
      @Context HttpServletRequest request,
      @Context HttpServletResponse response,
      @PathParam("connectionId") String connectionId,
      @OptionalBody Map<String, Object> body) {
    var exchange = Exchange.of(request);
    Current current =
        retrieval.get(
            new Asked(
                exchange.tenant(), exchange.caller(), exchange.requestInfo(), connectionId, body));
    SecretAnswers.keepFromCaches(response);
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("access_token", current.accessToken());
    answer.put("token_type", "Bearer");
    answer.put("expires_at", current.grant().expiresAt().map(Object::toString).orElse(null));
    answer.put("scopes", current.grant().scopes());
    return answer;
  }

  private static Map<String, Object> view(
      Connection connection, Map<String, Integer> linked, Map<String, GrantStatus> machine) {
    var spec = connection.spec();
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("connection_id", connection.id());
    view.put("name", spec.name());
    view.put("provider", spec.provider());
    view.put("provider_label", spec.providerLabel());
    view.put("grant_mode", spec.mode().wire());
    view.put("scopes", spec.scopes());
    view.put("user_delegated", spec.ofUsers());
    view.put(
        "machine_grant_status",
        spec.ofUsers() ? null : machine.getOrDefault(connection.id(), GrantStatus.PENDING).wire());
    view.put("linked_users", spec.ofUsers() ? linked.getOrDefault(connection.id(), 0) : null);
    return view;
  }
}
