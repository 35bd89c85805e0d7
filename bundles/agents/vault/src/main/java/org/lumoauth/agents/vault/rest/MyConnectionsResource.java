/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.rest;

import java.util.List;
import java.util.Map;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.vault.link.UserConnectionService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.SelfServiceGuard;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * {@code ~/me/connections}: the linked accounts of the caller. For people only; they link accounts
 * in the browser at {@code connect_url}.
 */
@Path("me/connections")
@Produces("application/json")
@RequiresAuthentication
public final class MyConnectionsResource {

  private static final String READ = "connections.read";
  private static final String WRITE = "connections.write";

  private final UserConnectionService links;

  MyConnectionsResource(UserConnectionService links) {
    this.links = links;
  }

  @GET
  @OperationSummary("List the caller's linked accounts and available connections")
  public ListResponseBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange, Set.of(READ, WRITE));
    List<Map<String, Object>> views =
        links.of(exchange.tenant(), user).stream()
            .map(each -> VaultConnectionViewFactory.own(exchange.tenant(), each))
            .toList();
    return ListResponseBody.of(
        InMemoryPager.page(
            views, query.request(), "connection_id", shown -> String.valueOf(shown.get("name"))),
        "connections");
  }

  @DELETE
  @OperationSummary("Unlink an account of the caller")
  @Path("{connectionId}")
  public MessageResponseBody unlink(
      @Context HttpServletRequest request, @PathParam("connectionId") String connectionId) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    var by = AuditInitiator.of(exchange.caller(), exchange.requestInfo());
    if (!links.unlink(exchange.tenant(), user, connectionId, by)) {
      throw new ApiException(
          404, "grant_not_found", "The user has no account that is linked with this connection.");
    }
    return new MessageResponseBody("The account was unlinked.");
  }

  private static String person(HttpExchange exchange, Set<String> scopes) {
    Caller caller = exchange.caller();
    return SelfServiceGuard.require(caller, scopes, "Only a person can manage linked accounts.");
  }
}
