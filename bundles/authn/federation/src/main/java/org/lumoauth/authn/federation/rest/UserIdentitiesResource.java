package org.lumoauth.authn.federation.rest;

import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.authn.federation.link.Identities;
import org.lumoauth.authn.federation.provider.SocialProviders;
import org.lumoauth.platform.web.ApprovingPeople;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

/** {@code ~/admin/users/{userId}/identities}: who a user is at identity providers. */
@Path("admin/users/{userId}/identities")
@Produces("application/json")
public final class UserIdentitiesResource {

  static final String SOCIAL = "social";

  private final Identities identities;
  private final SocialProviders providers;
  private final UserDirectory users;
  private final CredentialChangeGuard guard;
  private final ApprovingPeople people;
  private final RolesToCome toCome;

  UserIdentitiesResource(
      Identities identities,
      SocialProviders providers,
      UserDirectory users,
      CredentialChangeGuard guard,
      ApprovingPeople people,
      RolesToCome toCome) {
    this.identities = identities;
    this.providers = providers;
    this.users = users;
    this.guard = guard;
    this.people = people;
    this.toCome = toCome;
  }

  @GET
  @Summary("List who a user is at identity providers")
  @Requires("users.read")
  public DataBody<IdentitiesView> list(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var tenant = Exchange.of(request).tenant();
    var user = user(tenant, userId);
    return DataBody.of(IdentitiesView.of(identities.of(tenant, user.id())));
  }

  /** Whoever is that at the provider gets in as the user from then on. */
  @POST
  @Summary("Link a user to an identity of a provider")
  @Consumes("application/json")
  @Requires("users.write")
  @Takes(
      members = {
        @Member(
            value = "type",
            needed = true,
            oneOf = {"social"}),
        @Member(value = "provider", needed = true),
        @Member(value = "subject", needed = true),
        @Member("issuer"),
        @Member("email"),
        @Member(value = "idp_id", type = long.class, says = "Of SAML"),
        @Member(value = "name_id", says = "Of SAML"),
        @Member(value = "ldap_config_id", type = long.class, says = "Of LDAP"),
        @Member(value = "dn", says = "Of LDAP"),
        @Member(value = "ldap_only", type = boolean.class, says = "Of LDAP")
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response link(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      Map<String, Object> body) {
    return Response.status(Response.Status.CREATED)
        .entity(DataBody.of(linked(Exchange.of(request), userId, body)))
        .build();
  }

  IdentitiesView.Binding linked(Exchange exchange, String userId, Map<String, Object> body) {
    var tenant = exchange.tenant();
    var user = user(tenant, userId);
    requireOver(exchange, user);
    var form = new IdentityForm(body);
    var provider =
        providers
            .find(tenant, form.provider())
            .orElseThrow(() -> IdentityForm.invalid("There is no such identity provider."));
    var who =
        new FederatedIdentity(
            form.issuer(providers.issuer(provider)), form.subject(), form.email(), false, Map.of());
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    var owner =
        identities
            .ownerOf(tenant, provider.provider(), who)
            .orElseGet(
                () -> identities.link(tenant, provider.provider(), who, user.id(), false, by));
    if (!owner.equals(user.id())) {
      identities.refused(tenant, provider.provider(), who, user.id(), by);
      throw new Problem(409, "identity_conflict", "The identity is another user's.");
    }
    return new IdentitiesView.Binding(
        SOCIAL, provider.provider(), who.issuer(), who.subject(), false);
  }

  @DELETE
  @Path("{type}")
  @Summary("Unlink a user from all identity providers of a type")
  @Requires("users.write")
  @Refuses(422)
  public DataBody<Map<String, Object>> unlink(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      @PathParam("type") String type) {
    var exchange = Exchange.of(request);
    var user = user(exchange.tenant(), userId);
    if (!type.equals(SOCIAL)) {
      throw Problem.invalid("type", "type is social.");
    }
    requireOver(exchange, user);
    var by = Initiator.of(exchange.caller(), exchange.requestInfo());
    long unlinked =
        identities.of(exchange.tenant(), user.id()).stream()
            .filter(link -> identities.unlink(exchange.tenant(), user.id(), link.id(), by))
            .count();
    return DataBody.of(Map.of("type", type, "unlinked", unlinked));
  }

  /** Who gets in as somebody may do what that one may, now and with a role to come. */
  private void requireOver(Exchange exchange, SubjectRef user) {
    guard.requireOverSignIn(exchange, user, people);
    if (toCome.await(exchange.tenant(), users, user)) {
      exchange.require(CredentialChangeGuard.ROLES_WRITE);
    }
  }

  private SubjectRef user(TenantContext tenant, String idOrEmail) {
    return users
        .find(tenant, idOrEmail)
        .map(user -> new SubjectRef(SubjectRef.USER, user.id()))
        .orElseThrow(() -> Problem.notFound("There is no such user here."));
  }
}
