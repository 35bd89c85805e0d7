package org.lumoauth.oauth.trustedissuers.rest;

import java.util.Map;
import java.util.function.UnaryOperator;
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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.trustedissuers.IssuerRegistry;
import org.lumoauth.oauth.trustedissuers.IssuerSettings;
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

/**
 * {@code ~/admin/oauth/trusted-issuers}. Whoever trusts an issuer lets it speak for the
 * organization's users, those who give roles among them: that takes the permission to manage the
 * whole organization's settings, and to give roles. To trust one no more takes the first alone.
 */
@Path("admin/oauth/trusted-issuers")
@Produces("application/json")
public final class TrustedIssuersResource {

  private static final String GIVE_ROLES = "roles.write";

  private final IssuerRegistry issuers;

  TrustedIssuersResource(IssuerRegistry issuers) {
    this.issuers = issuers;
  }

  @GET
  @Requires("settings.read")
  public ListBody<IssuerView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var page =
        WholeList.page(
            issuers.list(Exchange.of(request).tenant()),
            query.request(),
            "issuer",
            each -> each.settings().issuer() + " " + each.settings().name());
    return ListBody.of(page.map(IssuerView::of), "trusted_issuers");
  }

  @POST
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(
      value = IssuerMembers.class,
      members = {@Member(value = "issuer", needed = true)})
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    exchange.require(GIVE_ROLES);
    var issuer = issuers.create(exchange.tenant(), IssuerBody.create(body), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(IssuerView.of(issuer), "Issuer registered."))
        .build();
  }

  @GET
  @Path("{issuerId}")
  @Requires("settings.read")
  public DataBody<IssuerView> get(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    return DataBody.of(IssuerView.of(issuers.get(Exchange.of(request).tenant(), issuerId)));
  }

  @PATCH
  @Path("{issuerId}")
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(IssuerMembers.class)
  @Refuses(409)
  public DataBody<IssuerView> patch(
      @Context HttpServletRequest request,
      @PathParam("issuerId") String issuerId,
      Map<String, Object> body) {
    Exchange.of(request).require(GIVE_ROLES);
    return change(request, issuerId, settings -> IssuerBody.change(settings, body));
  }

  @DELETE
  @Path("{issuerId}")
  @Requires("settings.manage")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    var exchange = Exchange.of(request);
    issuers.delete(exchange.tenant(), issuerId, initiator(exchange));
    return new MessageBody("Issuer removed.");
  }

  @POST
  @Path("{issuerId}/enable")
  @Requires("settings.manage")
  public DataBody<IssuerView> enable(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    Exchange.of(request).require(GIVE_ROLES);
    return change(request, issuerId, settings -> settings.withEnabled(true));
  }

  @POST
  @Path("{issuerId}/disable")
  @Requires("settings.manage")
  public DataBody<IssuerView> disable(
      @Context HttpServletRequest request, @PathParam("issuerId") String issuerId) {
    return change(request, issuerId, settings -> settings.withEnabled(false));
  }

  private DataBody<IssuerView> change(
      HttpServletRequest request, String issuerId, UnaryOperator<IssuerSettings> change) {
    var exchange = Exchange.of(request);
    var issuer = issuers.change(exchange.tenant(), issuerId, change, initiator(exchange));
    return new DataBody<>(IssuerView.of(issuer), "Issuer updated.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
