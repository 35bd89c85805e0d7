package org.lumoauth.agents.vault.rest;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.agents.vault.connection.Connection;
import org.lumoauth.agents.vault.connection.ConnectionMembers;
import org.lumoauth.agents.vault.connection.ConnectionRegistry;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/connections}. */
@Path("admin/connections")
@Produces("application/json")
public final class AdminConnectionsResource {

  private final ConnectionRegistry connections;

  AdminConnectionsResource(ConnectionRegistry connections) {
    this.connections = connections;
  }

  @GET
  @Summary("List connections to other services")
  @Requires("agents.read")
  public ListBody<Map<String, Object>> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    return ListBody.of(
        page(connections.list(tenant), query.request())
            .map(connection -> ConnectionView.whole(tenant, connection)),
        "connections");
  }

  @POST
  @Summary("Connect another service")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(
      value = ConnectionMembers.class,
      members = {
        @Member(value = "name", needed = true),
        @Member(value = "provider", needed = true),
        @Member(value = "token_endpoint", needed = true),
        @Member(value = "client_id", needed = true)
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var made = connections.create(exchange.tenant(), body, initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataBody<>(ConnectionView.whole(exchange.tenant(), made), "Connection registered."))
        .build();
  }

  @GET
  @Summary("Show a connection")
  @Path("{connectionId}")
  @Requires("agents.read")
  public DataBody<Map<String, Object>> get(
      @Context HttpServletRequest request, @PathParam("connectionId") String id) {
    var tenant = Exchange.of(request).tenant();
    return DataBody.of(ConnectionView.whole(tenant, connections.get(tenant, id)));
  }

  @PATCH
  @Summary("Change a connection")
  @Path("{connectionId}")
  @Consumes("application/json")
  @Requires("agents.write")
  @Takes(ConnectionMembers.class)
  @Refuses(409)
  public DataBody<Map<String, Object>> change(
      @Context HttpServletRequest request,
      @PathParam("connectionId") String id,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var changed = connections.change(exchange.tenant(), id, body, initiator(exchange));
    return new DataBody<>(ConnectionView.whole(exchange.tenant(), changed), "Connection changed.");
  }

  @DELETE
  @Summary("Remove a connection with its grants")
  @Path("{connectionId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("connectionId") String id) {
    var exchange = Exchange.of(request);
    connections.delete(exchange.tenant(), id, initiator(exchange));
    return new MessageBody("Connection removed.");
  }

  /** They are few: all are read, and what is asked for is cut out. */
  private static Page<Connection> page(List<Connection> all, PageRequest page) {
    page.sortBy()
        .filter(name -> !name.equals("connection_id"))
        .ifPresent(
            name -> {
              throw Problem.invalid("sortBy", "sortBy is connection_id.");
            });
    String search = page.search().orElse("").toLowerCase(Locale.ROOT);
    List<Connection> matching =
        new ArrayList<>(
            all.stream()
                .filter(
                    each ->
                        (each.spec().name() + " " + each.spec().provider())
                            .toLowerCase(Locale.ROOT)
                            .contains(search))
                .toList());
    if (page.descending()) {
      Collections.reverse(matching);
    }
    return new Page<>(
        matching.stream().skip(page.offset()).limit(page.limit()).toList(), matching.size(), page);
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
