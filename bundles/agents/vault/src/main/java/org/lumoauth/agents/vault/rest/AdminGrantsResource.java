package org.lumoauth.agents.vault.rest;

import java.util.List;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.grant.Grant;
import org.lumoauth.agents.vault.grant.GrantEnd;
import org.lumoauth.agents.vault.grant.GrantStore;
import org.lumoauth.agents.vault.retrieval.CurrentTokens;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;

/** {@code ~/admin/connections/{connectionId}/grants}: seen, renewed and ended, never made. */
@Path("admin/connections/{connectionId}/grants")
@Produces("application/json")
public final class AdminGrantsResource {

  private final ConnectionRegistry connections;
  private final GrantStore grants;
  private final GrantEnd end;
  private final CurrentTokens tokens;
  private final CredentialChangeGuard guard;

  AdminGrantsResource(
      ConnectionRegistry connections,
      GrantStore grants,
      GrantEnd end,
      CurrentTokens tokens,
      CredentialChangeGuard guard) {
    this.connections = connections;
    this.grants = grants;
    this.end = end;
    this.tokens = tokens;
    this.guard = guard;
  }

  @GET
  @Summary("List the grants of a connection")
  @Requires("agents.read")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    Connection connection = connections.get(tenant, connectionId);
    List<Grant> all = grants.ofConnection(tenant.id(), connection.id());
    var page = query.request();
    var items =
        all.stream().skip(page.offset()).limit(page.limit()).map(ConnectionView::grant).toList();
    return ListBody.of(new Page<>(items, all.size(), page), "connection_grants");
  }

  /** Proves that the connection works, without anybody getting to see a token. */
  @POST
  @Summary("Renew the access token of a grant now")
  @Path("{grantId}/refresh")
  @Requires("agents.write")
  public DataBody<Map<String, Object>> refresh(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @PathParam("grantId") String grantId) {
    var tenant = Exchange.of(request).tenant();
    Connection connection = connections.get(tenant, connectionId);
    Grant grant = found(tenant, connection, grantId);
    return new DataBody<>(
        ConnectionView.grant(tokens.renewed(tenant, connection, grant).grant()), "Token renewed.");
  }

  @DELETE
  @Summary("End a grant of a connection")
  @Path("{grantId}")
  @Requires("agents.write")
  public MessageBody end(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @PathParam("grantId") String grantId) {
    var exchange = Exchange.of(request);
    Connection connection = connections.get(exchange.tenant(), connectionId);
    Grant grant = found(exchange.tenant(), connection, grantId);
    if (!grant.holder().equals(Grant.MACHINE)) {
      guard.requireOver(exchange, new SubjectRef(SubjectRef.USER, grant.holder()));
    }
    end.end(
        exchange.tenant(),
        connection,
        grant,
        Initiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageBody("The grant ended.");
  }

  private Grant found(TenantContext tenant, Connection connection, String grantId) {
    return grants
        .find(tenant.id(), grantId)
        .filter(grant -> grant.connectionId().equals(connection.id()))
        .orElseThrow(() -> new Problem(404, "grant_not_found", "There is no such grant."));
  }
}
