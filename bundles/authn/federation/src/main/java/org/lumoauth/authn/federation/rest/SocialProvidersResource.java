package org.lumoauth.authn.federation.rest;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authn.federation.provider.DefaultRoles;
import org.lumoauth.authn.federation.provider.ProviderForm;
import org.lumoauth.authn.federation.provider.ProviderName;
import org.lumoauth.authn.federation.provider.SentMembers;
import org.lumoauth.authn.federation.provider.SocialProvider;
import org.lumoauth.authn.federation.provider.SocialProviders;
import org.lumoauth.authn.federation.signin.SocialAddress;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.WholeList;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/admin/social-providers}. Whoever connects a provider lets it speak for the
 * organization's users: that takes the permission to manage the whole organization's settings, and
 * wherever the provider's word makes users, links them by address, or counts for more than who they
 * are there, the one to give roles.
 */
@Path("admin/social-providers")
@Produces("application/json")
public final class SocialProvidersResource {

  private static final String GIVE_ROLES = "roles.write";

  private final SocialProviders providers;
  private final DefaultRoles roles;

  SocialProvidersResource(SocialProviders providers, DefaultRoles roles) {
    this.providers = providers;
    this.roles = roles;
  }

  @GET
  @Summary("List identity providers")
  @Requires("settings.read")
  public ListBody<SocialLoginProviderView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var tenant = Exchange.of(request).tenant();
    var page =
        WholeList.page(
            providers.list(tenant),
            query.request(),
            "id",
            each -> each.provider() + " " + each.settings().displayName());
    return ListBody.of(page.map(each -> view(tenant, each)), "social_providers");
  }

  @POST
  @Summary("Set up an identity provider")
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(
      value = SentMembers.class,
      members = {@Member(value = "provider", needed = true)})
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var form = new ProviderForm(body);
    return created(exchange, form.provider(), form);
  }

  @GET
  @Path("callback-urls")
  @Summary("Show the redirect URI of each identity provider")
  @Requires("settings.read")
  public DataBody<Map<String, String>> callbacks(@Context HttpServletRequest request) {
    var tenant = Exchange.of(request).tenant();
    return DataBody.of(
        providers.list(tenant).stream()
            .collect(
                Collectors.toMap(
                    SocialProvider::provider,
                    each -> SocialAddress.callback(tenant, each.provider()),
                    (one, other) -> one,
                    TreeMap::new)));
  }

  @GET
  @Path("{providerId}")
  @Summary("Show an identity provider")
  @Requires("settings.read")
  public DataBody<SocialLoginProviderView> get(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var tenant = Exchange.of(request).tenant();
    return DataBody.of(view(tenant, providers.get(tenant, id)));
  }

  @PATCH
  @Path("{providerId}")
  @Summary("Change an identity provider")
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(SentMembers.class)
  @Refuses(409)
  public DataBody<SocialLoginProviderView> patch(
      @Context HttpServletRequest request,
      @PathParam("providerId") String id,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var form = new ProviderForm(body);
    return changed(exchange, change(exchange, id, form));
  }

  @PUT
  @Path("{providerId}")
  @Summary("Set up or change an identity provider")
  @Consumes("application/json")
  @Requires("settings.manage")
  @Takes(SentMembers.class)
  @AnswersWith(status = 200)
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response put(
      @Context HttpServletRequest request,
      @PathParam("providerId") String id,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var form = new ProviderForm(body);
    boolean number = id.matches("[0-9]+"); // which is given, and not chosen
    if (!number && providers.find(exchange.tenant(), id).isEmpty()) {
      return created(exchange, ProviderName.sound(id), form);
    }
    return Response.ok(changed(exchange, change(exchange, id, form))).build();
  }

  @DELETE
  @Path("{providerId}")
  @Summary("Remove an identity provider with its links")
  @Requires("settings.manage")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = Exchange.of(request);
    providers.delete(exchange.tenant(), id, initiator(exchange));
    return new MessageBody("Identity provider removed.");
  }

  @POST
  @Path("{providerId}/enable")
  @Summary("Let people sign in by an identity provider")
  @Requires("settings.manage")
  public DataBody<SocialLoginProviderView> enable(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = Exchange.of(request);
    return changed(exchange, enable(exchange, id, true));
  }

  @POST
  @Path("{providerId}/disable")
  @Summary("Let nobody sign in by an identity provider")
  @Requires("settings.manage")
  public DataBody<SocialLoginProviderView> disable(
      @Context HttpServletRequest request, @PathParam("providerId") String id) {
    var exchange = Exchange.of(request);
    return changed(exchange, enable(exchange, id, false));
  }

  private SocialProvider change(Exchange exchange, String id, ProviderForm form) {
    return providers.change(
        exchange.tenant(), id, form, mayGiveRoles(exchange), initiator(exchange));
  }

  private SocialProvider enable(Exchange exchange, String id, boolean whether) {
    return providers.enable(
        exchange.tenant(), id, whether, mayGiveRoles(exchange), initiator(exchange));
  }

  private static Runnable mayGiveRoles(Exchange exchange) {
    return () -> exchange.require(GIVE_ROLES);
  }

  private Response created(Exchange exchange, String provider, ProviderForm form) {
    var made =
        providers.create(
            exchange.tenant(), provider, form, mayGiveRoles(exchange), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(view(exchange.tenant(), made), "Identity provider set up."))
        .build();
  }

  private DataBody<SocialLoginProviderView> changed(Exchange exchange, SocialProvider provider) {
    return new DataBody<>(view(exchange.tenant(), provider), "Identity provider changed.");
  }

  private SocialLoginProviderView view(TenantContext tenant, SocialProvider provider) {
    return SocialLoginProviderView.of(
        tenant, provider, roles.refs(tenant, provider.settings().defaultRoles()));
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
