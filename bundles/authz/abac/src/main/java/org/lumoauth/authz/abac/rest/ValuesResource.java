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
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authz.abac.admin.DefinitionService;
import org.lumoauth.authz.abac.admin.DefinitionView;
import org.lumoauth.authz.abac.admin.ValueService;
import org.lumoauth.authz.abac.attribute.AttributeType;
import org.lumoauth.authz.abac.store.StoredValue;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/** What attributes users and resources have. */
@Path("abac")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public class ValuesResource {

  /** What the caller's attributes are. */
  public record Mine(String user_id, Map<String, Object> attributes) {}

  /** What a resource's attributes are. */
  public record OfResource(
      String resourceType, String resourceId, Map<String, Object> attributes) {}

  /** A resource's value; without value and times once it was taken away. */
  public record ResourceValue(
      Long id,
      String resourceType,
      String resourceId,
      String attributeSlug,
      String attributeName,
      Object value,
      Instant createdAt,
      Instant updatedAt) {}

  /** A user's value. */
  public record UserValue(String userId, String attributeSlug, Object value) {}

  private final ValueService values;
  private final DefinitionService definitions;
  private final OwnAttributes own;

  ValuesResource(ValueService values, DefinitionService definitions, OwnAttributes own) {
    this.values = values;
    this.definitions = definitions;
    this.own = own;
  }

  @GET
  @Path("my-attributes")
  @Authenticated
  @Summary("Show what policies know of the caller")
  public Mine mine(@Context HttpServletRequest request) {
    var exchange = Exchange.of(request);
    var subject = exchange.caller().subject();
    return new Mine(subject.id(), own.of(exchange.tenant(), subject));
  }

  @GET
  @Path("attribute-definitions")
  @Authenticated
  @Summary("List the attributes that there are, for everybody")
  public ListBody<DefinitionView> definitions(
      @Context HttpServletRequest request, @QueryParam("type") String type) {
    var wanted =
        Optional.ofNullable(type).filter(text -> !text.isBlank()).map(ValuesResource::type);
    return ListBody.whole(
        definitions.all(Callers.of(request).tenant()).stream()
            .filter(each -> wanted.isEmpty() || each.definition().type() == wanted.get())
            .map(DefinitionView::of)
            .toList());
  }

  @GET
  @Path("resources/{resourceType}/{resourceId}/attributes")
  @Requires("policies.read")
  @Summary("Show the attributes of a resource")
  public OfResource ofResource(
      @Context HttpServletRequest request,
      @PathParam("resourceType") String type,
      @PathParam("resourceId") String id) {
    return new OfResource(type, id, values.ofResource(Callers.of(request).tenant(), type, id));
  }

  @PUT
  @Path("resources/{resourceType}/{resourceId}/attributes/{attributeSlug}")
  @Requires("policies.write")
  @Summary("Give a resource an attribute")
  @Takes(members = {@Member(value = "value", needed = true, type = Object.class)})
  public DataBody<ResourceValue> putOfResource(
      @Context HttpServletRequest request,
      @PathParam("resourceType") String type,
      @PathParam("resourceId") String id,
      @PathParam("attributeSlug") String slug,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    var done = values.putOfResource(caller.tenant(), type, id, slug, value(body), caller.by());
    var kept = done.value();
    return new DataBody<>(
        new ResourceValue(
            kept.map(StoredValue::id).orElse(null),
            type,
            id,
            slug,
            done.definition().name(),
            kept.map(StoredValue::value).orElse(null),
            kept.map(StoredValue::createdAt).orElse(null),
            kept.map(StoredValue::updatedAt).orElse(null)),
        "Resource attribute set successfully");
  }

  @PUT
  @Path("users/{userId}/attributes/{attributeSlug}")
  @Requires("policies.write")
  @Summary("Give a user an attribute")
  @Takes(members = {@Member(value = "value", needed = true, type = Object.class)})
  public DataBody<UserValue> putOfUser(
      @Context HttpServletRequest request,
      @PathParam("userId") String id,
      @PathParam("attributeSlug") String slug,
      Map<String, Object> body) {
    var caller = Callers.of(request);
    var done = values.putOfUser(caller.tenant(), id, slug, value(body), caller.by());
    return new DataBody<>(
        new UserValue(done.holder().id(), slug, done.value().map(StoredValue::value).orElse(null)),
        "User attribute set successfully");
  }

  private static Object value(Map<String, Object> body) {
    Members.of(body, Set.of("value"));
    if (!body.containsKey("value")) {
      throw Problem.invalid("value", "value is needed; null takes it away.");
    }
    return body.get("value");
  }

  private static AttributeType type(String word) {
    return AttributeType.of(word)
        .orElseThrow(() -> Problem.invalid("type", "type is user, resource or environment."));
  }

  /** The same below {@code admin}. */
  @Path("admin/abac")
  @Produces(MediaType.APPLICATION_JSON)
  @Consumes(MediaType.APPLICATION_JSON)
  public static final class Admin extends ValuesResource {
    Admin(ValueService values, DefinitionService definitions, OwnAttributes own) {
      super(values, definitions, own);
    }
  }
}
