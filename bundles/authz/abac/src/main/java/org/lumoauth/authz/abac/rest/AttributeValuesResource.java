/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.rest;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.LargeRequestBody;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authz.abac.admin.AttributeDefinitionService;
import org.lumoauth.authz.abac.admin.AttributeDefinitionView;
import org.lumoauth.authz.abac.admin.AttributeValueService;
import org.lumoauth.authz.abac.attribute.AttributeCategory;
import org.lumoauth.authz.abac.store.StoredAttributeValue;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** REST resource for the attributes of users and resources. */
@Path("abac")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeRequestBody
public class AttributeValuesResource {

  /** The caller's attributes. */
  public record CallerAttributesView(String user_id, Map<String, Object> attributes) {}

  /** The attributes of a resource. */
  public record ResourceAttributesView(
      String resourceType, String resourceId, Map<String, Object> attributes) {}

  /** An attribute value of a resource; without value and times after a removal. */
  public record ResourceAttributeValue(
      Long id,
      String resourceType,
      String resourceId,
      String attributeSlug,
      String attributeName,
      Object value,
      Instant createdAt,
      Instant updatedAt) {}

  /** An attribute value of a user. */
  public record UserAttributeValue(String userId, String attributeSlug, Object value) {}

  private final AttributeValueService values;
  private final AttributeDefinitionService definitions;
  private final PolicyVisibleAttributeReader own;

  AttributeValuesResource(
      AttributeValueService values,
      AttributeDefinitionService definitions,
      PolicyVisibleAttributeReader own) {
    this.values = values;
    this.definitions = definitions;
    this.own = own;
  }

  @GET
  @Path("my-attributes")
  @RequiresAuthentication
  @OperationSummary("Get the caller's attributes that policies can use")
  public CallerAttributesView mine(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    var subject = exchange.caller().subject();
    return new CallerAttributesView(subject.id(), own.of(exchange.tenant(), subject));
  }

  @GET
  @Path("attribute-definitions")
  @RequiresAuthentication
  @OperationSummary("List the available attributes")
  public ListResponseBody<AttributeDefinitionView> definitions(
      @Context HttpServletRequest request, @QueryParam("type") String type) {
    var wanted =
        Optional.ofNullable(type)
            .filter(text -> !text.isBlank())
            .map(AttributeValuesResource::type);
    return ListResponseBody.unpaged(
        definitions.all(AbacCallerContext.of(request).tenant()).stream()
            .filter(each -> wanted.isEmpty() || each.definition().type() == wanted.get())
            .map(AttributeDefinitionView::of)
            .toList());
  }

  @GET
  @Path("resources/{resourceType}/{resourceId}/attributes")
  @RequiresPermission("policies.read")
  @OperationSummary("Get the attributes of a resource")
  public ResourceAttributesView ofResource(
      @Context HttpServletRequest request,
      @PathParam("resourceType") String type,
      @PathParam("resourceId") String id) {
    return new ResourceAttributesView(
        type, id, values.ofResource(AbacCallerContext.of(request).tenant(), type, id));
  }

  @PUT
  @Path("resources/{resourceType}/{resourceId}/attributes/{attributeSlug}")
  @RequiresPermission("policies.write")
  @OperationSummary("Set an attribute of a resource")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "value", required = true, type = Object.class)})
  public DataResponseBody<ResourceAttributeValue> putOfResource(
      @Context HttpServletRequest request,
      @PathParam("resourceType") String type,
      @PathParam("resourceId") String id,
      @PathParam("attributeSlug") String slug,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var done = values.putOfResource(caller.tenant(), type, id, slug, value(body), caller.by());
    var kept = done.value();
    return new DataResponseBody<>(
        new ResourceAttributeValue(
            kept.map(StoredAttributeValue::id).orElse(null),
            type,
            id,
            slug,
            done.definition().name(),
            kept.map(StoredAttributeValue::value).orElse(null),
            kept.map(StoredAttributeValue::createdAt).orElse(null),
            kept.map(StoredAttributeValue::updatedAt).orElse(null)),
        "Resource attribute set successfully");
  }

  @PUT
  @Path("users/{userId}/attributes/{attributeSlug}")
  @RequiresPermission("policies.write")
  @OperationSummary("Set an attribute of a user")
  @ApiRequestParameters(
      members = {@SchemaProperty(value = "value", required = true, type = Object.class)})
  public DataResponseBody<UserAttributeValue> putOfUser(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("attributeSlug") String slug,
      Map<String, Object> body) {
    var caller = AbacCallerContext.of(request);
    var done = values.putOfUser(caller.tenant(), id, slug, value(body), caller.by());
    return new DataResponseBody<>(
        new UserAttributeValue(
            done.holder().id(), slug, done.value().map(StoredAttributeValue::value).orElse(null)),
        "User attribute set successfully");
  }

  private static Object value(Map<String, Object> body) {
    JsonObjectMemberReader.of(body, Set.of("value"));
    if (!body.containsKey("value")) {
      throw ApiException.invalid("value", "`value` is required; null removes the value.");
    }
    return body.get("value");
  }

  private static AttributeCategory type(String word) {
    return AttributeCategory.of(word)
        .orElseThrow(
            () -> ApiException.invalid("type", "`type` must be user, resource or environment."));
  }

  /** The same resource below {@code admin}. */
  @Path("admin/abac")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class AdminAttributeValuesResource extends AttributeValuesResource {
    AdminAttributeValuesResource(
        AttributeValueService values,
        AttributeDefinitionService definitions,
        PolicyVisibleAttributeReader own) {
      super(values, definitions, own);
    }
  }
}
