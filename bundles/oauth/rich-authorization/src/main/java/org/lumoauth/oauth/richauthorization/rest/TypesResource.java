package org.lumoauth.oauth.richauthorization.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.richauthorization.TypeRegistry;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.WholeList;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/oauth/authorization-details-types}. */
@Path("admin/oauth/authorization-details-types")
@Produces("application/json")
@LargeBody
public final class TypesResource {

  private final TypeRegistry types;

  TypesResource(TypeRegistry types) {
    this.types = types;
  }

  @GET
  @Requires("clients.read")
  public ListBody<TypeView> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var page =
        WholeList.page(
            types.list(Exchange.of(request).tenant()),
            query.request(),
            "type",
            each -> each.declared().type() + " " + each.declared().name());
    return ListBody.of(page.map(TypeView::of), "authorization_details_types");
  }

  @POST
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(
      members = {
        @Member(value = "type", needed = true),
        @Member(value = "name", needed = true),
        @Member(value = "words", type = Map.class, says = "What people read, by language"),
        @Member(value = "schema", needed = true, type = Map.class, says = "A JSON Schema")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var type = types.create(exchange.tenant(), TypeBody.read(body), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(TypeView.of(type), "Type declared."))
        .build();
  }

  @GET
  @Path("{typeId}")
  @Requires("clients.read")
  public DataBody<TypeView> get(
      @Context HttpServletRequest request, @PathParam("typeId") String typeId) {
    return DataBody.of(TypeView.of(types.get(Exchange.of(request).tenant(), typeId)));
  }

  @PUT
  @Path("{typeId}")
  @Consumes("application/json")
  @Requires("clients.write")
  @Takes(
      members = {
        @Member(value = "type", says = "As in the path"),
        @Member(value = "name", needed = true),
        @Member(value = "words", type = Map.class, says = "What people read, by language"),
        @Member(value = "schema", needed = true, type = Map.class, says = "A JSON Schema")
      })
  public DataBody<TypeView> put(
      @Context HttpServletRequest request,
      @PathParam("typeId") String typeId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var type = types.replace(exchange.tenant(), typeId, TypeBody.read(body), initiator(exchange));
    return new DataBody<>(TypeView.of(type), "Type updated.");
  }

  @DELETE
  @Path("{typeId}")
  @Requires("clients.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("typeId") String typeId) {
    var exchange = Exchange.of(request);
    types.delete(exchange.tenant(), typeId, initiator(exchange));
    return new MessageBody("Type removed.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
