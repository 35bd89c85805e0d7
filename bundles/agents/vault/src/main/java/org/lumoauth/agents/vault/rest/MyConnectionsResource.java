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
import org.lumoauth.agents.vault.link.Links;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.PersonThemselves;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.WholeList;

/**
 * {@code ~/me/connections}: which accounts the caller has linked. For people themselves; they link
 * them in their browser, at {@code connect_url}.
 */
@Path("me/connections")
@Produces("application/json")
@Authenticated
public final class MyConnectionsResource {

  private static final String READ = "connections.read";
  private static final String WRITE = "connections.write";

  private final Links links;

  MyConnectionsResource(Links links) {
    this.links = links;
  }

  @GET
  @Summary("List the accounts that the caller has linked and can link")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
    String user = person(exchange, Set.of(READ, WRITE));
    List<Map<String, Object>> views =
        links.of(exchange.tenant(), user).stream()
            .map(each -> ConnectionView.own(exchange.tenant(), each))
            .toList();
    return ListBody.of(
        WholeList.page(
            views, query.request(), "connection_id", shown -> String.valueOf(shown.get("name"))),
        "connections");
  }

  @DELETE
  @Summary("Unlink an account of the caller")
  @Path("{connectionId}")
  public MessageBody unlink(
      @Context HttpServletRequest request, @PathParam("connectionId") String connectionId) {
    var exchange = Exchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    if (!links.end(exchange.tenant(), user, connectionId, by)) {
      throw new Problem(404, "grant_not_found", "You have linked no such account.");
    }
    return new MessageBody("The account is linked no more.");
  }

  private static String person(Exchange exchange, Set<String> scopes) {
    Caller caller = exchange.caller();
    return PersonThemselves.require(
        caller, scopes, "Only people themselves have accounts that they linked.");
  }
}
