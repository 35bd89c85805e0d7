package org.lumoauth.agents.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import java.util.TreeSet;
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
import javax.ws.rs.core.MediaType;
import javax.ws.rs.core.Response;
import org.lumoauth.api.authz.SubjectGrants;
import org.lumoauth.api.web.LargeBody;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** Blueprints as administrators keep them. */
@Path("admin/agents/blueprints")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@LargeBody
public final class BlueprintsResource {

  private final BlueprintStore store;
  private final Blueprints blueprints;
  private final CredentialChangeGuard guard;

  BlueprintsResource(BlueprintStore store, Blueprints blueprints, CredentialChangeGuard guard) {
    this.guard = guard;
    this.store = store;
    this.blueprints = blueprints;
  }

  /** A blueprint as administrators see it. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Body(
      String id,
      String name,
      String description,
      List<String> capabilities,
      List<String> allowedIps,
      boolean isActive,
      Instant createdAt,
      Instant updatedAt) {

    static Body of(Blueprint blueprint) {
      return new Body(
          blueprint.id(),
          blueprint.name(),
          blueprint.description().orElse(null),
          List.copyOf(new TreeSet<>(blueprint.capabilities())),
          blueprint.allowedIps(),
          blueprint.enabled(),
          blueprint.createdAt(),
          blueprint.updatedAt());
    }
  }

  @GET
  @Requires("agents.read")
  public ListBody<Body> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var page = store.list(Exchange.of(request).tenant(), query.request());
    return ListBody.of(page.map(Body::of), "agent_blueprints");
  }

  @POST
  @Requires("agents.write")
  public Response create(@Context HttpServletRequest request, BlueprintForm form) {
    var exchange = Exchange.of(request);
    guard.requireScopes(exchange, BlueprintForm.required(form).capabilitiesOrNone());
    var made = blueprints.create(exchange.tenant(), form, Attribution.of(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(Body.of(made), "Blueprint made."))
        .build();
  }

  @GET
  @Path("{blueprintId}")
  @Requires("agents.read")
  public DataBody<Body> get(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    return DataBody.of(Body.of(blueprints.require(Exchange.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{blueprintId}")
  @Requires("agents.write")
  public DataBody<Body> change(
      @Context HttpServletRequest request,
      @PathParam("blueprintId") String id,
      BlueprintForm form) {
    var exchange = Exchange.of(request);
    guard.requireScopes(exchange, BlueprintForm.required(form).capabilitiesOrNone());
    if (Boolean.TRUE.equals(form.isActive())) {
      guard.requireGrants(
          exchange,
          SubjectGrants.listed(
              blueprints.require(exchange.tenant(), id).capabilities(), "agents.read"));
      guard.requireOver(exchange, blueprints.instances(exchange.tenant(), id));
    }
    var after = blueprints.change(exchange.tenant(), id, form, Attribution.of(exchange));
    return new DataBody<>(Body.of(after), "Blueprint changed; its instances follow at once.");
  }

  @DELETE
  @Path("{blueprintId}")
  @Requires("agents.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("blueprintId") String id) {
    var exchange = Exchange.of(request);
    blueprints.delete(exchange.tenant(), id, Attribution.of(exchange));
    return new MessageBody("Blueprint removed.");
  }
}
