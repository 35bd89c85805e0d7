package org.lumoauth.authz.abac.rest;

import java.util.Comparator;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PATCH;
import javax.ws.rs.POST;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.abac.admin.DefinitionMembers;
import org.lumoauth.authz.abac.admin.DefinitionService;
import org.lumoauth.authz.abac.admin.DefinitionView;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** Definitions of attributes as administrators keep them. */
@Path("abac/attributes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public class AttributesResource {

  private static final String CHANGED = "Attribute changed.";

  private static final Map<String, Comparator<DefinitionView>> ORDERS =
      Map.of(
          "id", Comparator.comparing(DefinitionView::id),
          "name", Comparator.comparing(DefinitionView::name),
          "slug", Comparator.comparing(DefinitionView::slug),
          "attributeType", Comparator.comparing(DefinitionView::attributeType),
          "createdAt", Comparator.comparing(DefinitionView::createdAt));

  private final DefinitionService definitions;

  AttributesResource(DefinitionService definitions) {
    this.definitions = definitions;
  }

  @GET
  @Requires("policies.read")
  @Summary("List the attributes that policies can name")
  public ListBody<DefinitionView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var all =
        definitions.all(Callers.of(request).tenant()).stream().map(DefinitionView::of).toList();
    return ListBody.of(
        Listing.page(all, query.request(), each -> each.slug() + " " + each.name(), ORDERS),
        "abac_attributes");
  }

  @POST
  @Requires("policies.write")
  @Summary("Define an attribute")
  @Takes(
      value = DefinitionMembers.class,
      members = {
        @Member(value = "name", needed = true),
        @Member(
            value = "attributeType",
            needed = true,
            oneOf = {"user", "resource", "environment"}),
        @Member(
            value = "dataType",
            needed = true,
            oneOf = {"string", "number", "boolean", "array", "date"}),
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var caller = Callers.of(request);
    var made = definitions.create(caller.tenant(), body, caller.by());
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(DefinitionView.of(made), "Attribute created."))
        .build();
  }

  @GET
  @Path("{attributeId}")
  @Requires("policies.read")
  @Summary("Show an attribute")
  public DataBody<DefinitionView> get(
      @Context HttpServletRequest request, @PathParam("attributeId") String id) {
    return DataBody.of(DefinitionView.of(definitions.get(Callers.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{attributeId}")
  @Requires("policies.write")
  @Summary("Change members of an attribute")
  @Takes(
      value = DefinitionMembers.class,
      members = {
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is"),
        @Member(value = "version", type = long.class, says = "Of what is to be changed")
      })
  @Refuses(409)
  public DataBody<DefinitionView> change(
      @Context HttpServletRequest request,
      @PathParam("attributeId") String id,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    var changed = definitions.update(caller.tenant(), id, body, caller.by());
    return new DataBody<>(DefinitionView.of(changed), CHANGED);
  }

  @PUT
  @Path("{attributeId}")
  @Requires("policies.write")
  @Summary("Make an attribute what is sent")
  @Takes(
      value = DefinitionMembers.class,
      members = {
        @Member(value = "id", type = Object.class, says = "As it is"),
        @Member(value = "isSystem", type = boolean.class, says = "As it is"),
        @Member(value = "createdAt", says = "As it is"),
        @Member(value = "updatedAt", says = "As it is"),
        @Member(value = "version", type = long.class, says = "Of what is to be changed")
      })
  @Refuses(409)
  public DataBody<DefinitionView> replace(
      @Context HttpServletRequest request,
      @PathParam("attributeId") String id,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    var changed = definitions.replace(caller.tenant(), id, body, caller.by());
    return new DataBody<>(DefinitionView.of(changed), CHANGED);
  }

  @DELETE
  @Path("{attributeId}")
  @Requires("policies.write")
  @Summary("Remove an attribute and all of its values")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("attributeId") String id) {
    var caller = Callers.of(request);
    definitions.delete(caller.tenant(), id, caller.by());
    return new MessageBody("Attribute removed, and every value of it.");
  }

  /** The same below {@code admin}. */
  @Path("admin/abac/attributes")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class Admin extends AttributesResource {
    Admin(DefinitionService definitions) {
      super(definitions);
    }
  }
}
