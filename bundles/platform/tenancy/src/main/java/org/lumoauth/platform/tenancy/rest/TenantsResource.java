package org.lumoauth.platform.tenancy.rest;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.NewTenant;
import org.lumoauth.api.tenant.TenantChange;
import org.lumoauth.api.tenant.TenantStatus;
import org.lumoauth.api.web.OperatorOnly;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.tenancy.TenantAdministration;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** Tenants, for the operator alone. */
@Path("platform/tenants")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@OperatorOnly
public final class TenantsResource {
  private static final int MAX_TEXT = 200;
  private static final Set<String> NEW = Set.of("slug", "name", "region", "admin");
  private static final Set<String> ADMINISTRATOR = Set.of("email", "password");
  private static final Set<String> CHANGE = Set.of("name", "status", "region");

  private final TenantAdministration tenants;

  TenantsResource(TenantAdministration tenants) {
    this.tenants = tenants;
  }

  @POST
  @Takes(
      members = {
        @Member(value = "slug", needed = true),
        @Member(value = "name", needed = true),
        @Member("region"),
        @Member(
            value = "admin",
            type = Map.class,
            says = "The first administrator: email and password")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var members = Members.of(body, NEW);
    var wanted =
        new NewTenant(
            members.required("slug", MAX_TEXT),
            members.required("name", MAX_TEXT),
            members.text("region", MAX_TEXT),
            members.object("admin", ADMINISTRATOR).map(TenantsResource::administrator));
    var created = tenants.create(wanted, initiator(request));
    var answer =
        new CreatedTenantBody(
            TenantView.of(created.tenant()),
            created.apiKey(),
            "The tenant was made. Its API key is shown this once: keep it now.");
    return Response.status(Response.Status.CREATED).entity(answer).build();
  }

  @GET
  public ListBody<TenantView> list(@BeanParam PageQuery query) {
    return ListBody.of(tenants.list(query.request()).map(TenantView::of), "tenants");
  }

  @GET
  @Path("{slug}")
  public DataBody<TenantView> get(@PathParam("slug") String slug) {
    return DataBody.of(TenantView.of(tenants.find(slug).orElseThrow(Problem::tenantNotFound)));
  }

  @PATCH
  @Path("{slug}")
  @Takes(members = {@Member("name"), @Member("status"), @Member("region")})
  public DataBody<TenantView> change(
      @Context HttpServletRequest request,
      @PathParam("slug") String slug,
      Map<String, Object> body) {
    var members = Members.of(body, CHANGE);
    var change =
        new TenantChange(
            members.has("name")
                ? Optional.of(members.required("name", MAX_TEXT))
                : Optional.empty(),
            members.text("status", MAX_TEXT).map(TenantsResource::status),
            members.text("region", MAX_TEXT));
    var tenant = tenants.change(slug, change, initiator(request));
    return new DataBody<>(TenantView.of(tenant), "The tenant was changed.");
  }

  @DELETE
  @Path("{slug}")
  public MessageBody delete(@Context HttpServletRequest request, @PathParam("slug") String slug) {
    tenants.delete(slug, initiator(request));
    return new MessageBody("The tenant and its data were removed.");
  }

  private static NewTenant.Administrator administrator(Members members) {
    return new NewTenant.Administrator(
        members.required("email", MAX_TEXT * 2),
        members
            .secret("password")
            .orElseThrow(() -> Problem.invalid("password", "password is needed.")));
  }

  private static TenantStatus status(String text) {
    return switch (text) {
      case "active" -> TenantStatus.ACTIVE;
      case "disabled" -> TenantStatus.DISABLED;
      default -> throw Problem.invalid("status", "status is active or disabled.");
    };
  }

  private static Initiator initiator(HttpServletRequest request) {
    var exchange = Exchange.of(request);
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
