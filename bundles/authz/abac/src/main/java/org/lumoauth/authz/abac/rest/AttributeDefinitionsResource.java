/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.abac.admin.AttributeDefinitionRequestSchema;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeDefinitionView;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** REST resource for attribute definitions. */
@Path("abac/attributes")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public class AttributeDefinitionsResource {

  private static final String CHANGED = "The attribute was updated.";

  private static final Map<String, Comparator<AttributeDefinitionView>> ORDERS =
      Map.of(
          "id", Comparator.comparing(AttributeDefinitionView::id),
          "name", Comparator.comparing(AttributeDefinitionView::name),
          "slug", Comparator.comparing(AttributeDefinitionView::slug),
          "attributeType", Comparator.comparing(AttributeDefinitionView::attributeType),
          "createdAt", Comparator.comparing(AttributeDefinitionView::createdAt));

  private final AttributeDefinitionService definitions;

  AttributeDefinitionsResource(AttributeDefinitionService definitions) {
    this.definitions = definitions;
  }

  @GET
  @RequiresPermission("policies.read")
  @OperationSummary("List the attributes for policies")
  public ListResponseBody<AttributeDefinitionView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var all =
        definitions.all(AbacCallerContext.of(request).tenant()).stream()
            .map(AttributeDefinitionView::of)
            .toList();
    return ListResponseBody.of(
        InMemoryPageBuilder.page(
            all, query.request(), each -> each.slug() + " " + each.name(), ORDERS),
        "abac_attributes");
  }

  @POST
  @RequiresPermission("policies.write")
  @OperationSummary("Create an attribute")
  @ApiRequestParameters(
      value = AttributeDefinitionRequestSchema.class,
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(
            value = "attributeType",
            required = true,
            oneOf = {"user", "resource", "environment"}),
        @SchemaProperty(
            value = "dataType",
            required = true,
            oneOf = {"string", "number", "boolean", "array", "date"}),
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var made = definitions.create(caller.tenant(), body, caller.by());
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataResponseBody<>(AttributeDefinitionView.of(made), "The attribute was created."))
        .build();
  }

  @GET
  @Path("{attributeId}")
  @RequiresPermission("policies.read")
  @OperationSummary("Get an attribute")
  public DataResponseBody<AttributeDefinitionView> get(
      @Context HttpServletRequest request, @PathParam("attributeId") String id) {
    return DataResponseBody.of(
        AttributeDefinitionView.of(definitions.get(AbacCallerContext.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{attributeId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Update an attribute")
  @ApiRequestParameters(
      value = AttributeDefinitionRequestSchema.class,
      members = {
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored"),
        @SchemaProperty(
            value = "version",
            type = long.class,
            description = "The version that was read, to detect concurrent changes")
      })
  @ApiErrorResponses(409)
  public DataResponseBody<AttributeDefinitionView> change(
      @Context HttpServletRequest request,
      @PathParam("attributeId") String id,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var changed = definitions.update(caller.tenant(), id, body, caller.by());
    return new DataResponseBody<>(AttributeDefinitionView.of(changed), CHANGED);
  }

  @PUT
  @Path("{attributeId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Replace an attribute")
  @ApiRequestParameters(
      value = AttributeDefinitionRequestSchema.class,
      members = {
        @SchemaProperty(value = "id", type = Object.class, description = "Read-only, ignored"),
        @SchemaProperty(
            value = "isSystem",
            type = boolean.class,
            description = "Read-only, ignored"),
        @SchemaProperty(value = "createdAt", description = "Read-only, ignored"),
        @SchemaProperty(value = "updatedAt", description = "Read-only, ignored"),
        @SchemaProperty(
            value = "version",
            type = long.class,
            description = "The version that was read, to detect concurrent changes")
      })
  @ApiErrorResponses(409)
  public DataResponseBody<AttributeDefinitionView> replace(
      @Context HttpServletRequest request,
      @PathParam("attributeId") String id,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var changed = definitions.replace(caller.tenant(), id, body, caller.by());
    return new DataResponseBody<>(AttributeDefinitionView.of(changed), CHANGED);
  }

  @DELETE
  @Path("{attributeId}")
  @RequiresPermission("policies.write")
  @OperationSummary("Delete an attribute and all of its values")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("attributeId") String id) {
    var caller = AbacCallerContext.of(request);
    definitions.delete(caller.tenant(), id, caller.by());
    return new MessageResponseBody("The attribute and its values were deleted.");
  }

  /** The same resource below {@code admin}. */
  @Path("admin/abac/attributes")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class AdminAttributesResource extends AttributeDefinitionsResource {
    AdminAttributesResource(AttributeDefinitionService definitions) {
      super(definitions);
    }
  }
}
