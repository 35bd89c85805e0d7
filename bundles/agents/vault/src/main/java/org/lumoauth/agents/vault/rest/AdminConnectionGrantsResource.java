/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.agents.vault.connection.VaultConnection;
import org.lumoauth.agents.vault.grant.VaultGrant;
import org.lumoauth.agents.vault.grant.VaultGrantRevocationService;
import org.lumoauth.agents.vault.grant.VaultGrantStore;
import org.lumoauth.agents.vault.retrieval.GrantAccessTokenProvider;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * {@code ~/admin/connections/{connectionId}/grants}: lists, renews and revokes grants; they cannot
 * be created here.
 */
@Path("admin/connections/{connectionId}/grants")
@Produces("application/json")
public final class AdminConnectionGrantsResource {

  private final ConnectionRegistry connections;
  private final VaultGrantStore grants;
  private final VaultGrantRevocationService end;
  private final GrantAccessTokenProvider tokens;
  private final PrivilegeEscalationGuard guard;

  AdminConnectionGrantsResource(
      ConnectionRegistry connections,
      VaultGrantStore grants,
      VaultGrantRevocationService end,
      GrantAccessTokenProvider tokens,
      PrivilegeEscalationGuard guard) {
    this.connections = connections;
    this.grants = grants;
    this.end = end;
    this.tokens = tokens;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List the grants of a connection")
  @RequiresPermission("agents.read")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @BeanParam PageQueryParameters query) {
    var tenant = HttpExchange.of(request).tenant();
    VaultConnection connection = connections.get(tenant, connectionId);
    List<VaultGrant> all = grants.findByConnection(tenant.id(), connection.id());
    var page = query.request();
    var items =
        all.stream()
            .skip(page.offset())
            .limit(page.limit())
            .map(VaultConnectionViewFactory::grant)
            .toList();
    return ListResponseBody.of(new Page<>(items, all.size(), page), "connection_grants");
  }

  /** Renews the token to prove that the connection works, without returning the token. */
  @POST
  @OperationSummary("Renew the access token of a grant")
  @Path("{grantId}/refresh")
  @RequiresPermission("agents.write")
  public DataResponseBody<Map<String, Object>> refresh(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @PathParam("grantId") String grantId) {
    var tenant = HttpExchange.of(request).tenant();
    VaultConnection connection = connections.get(tenant, connectionId);
    VaultGrant grant = found(tenant, connection, grantId);
    return new DataResponseBody<>(
        VaultConnectionViewFactory.grant(tokens.refresh(tenant, connection, grant).grant()),
        "The token was renewed.");
  }

  @DELETE
  @OperationSummary("Revoke a grant of a connection")
  @Path("{grantId}")
  @RequiresPermission("agents.write")
  public MessageResponseBody end(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String connectionId,
      @PathParam("grantId") String grantId) {
    var exchange = HttpExchange.of(request);
    VaultConnection connection = connections.get(exchange.tenant(), connectionId);
    VaultGrant grant = found(exchange.tenant(), connection, grantId);
    if (!grant.holder().equals(VaultGrant.MACHINE)) {
      guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.USER, grant.holder()));
    }
    end.revoke(
        exchange.tenant(),
        connection,
        grant,
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()));
    return new MessageResponseBody("The grant was revoked.");
  }

  private VaultGrant found(TenantContext tenant, VaultConnection connection, String grantId) {
    return grants
        .find(tenant.id(), grantId)
        .filter(grant -> grant.connectionId().equals(connection.id()))
        .orElseThrow(() -> new ApiException(404, "grant_not_found", "The grant was not found."));
  }
}
