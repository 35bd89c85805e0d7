/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.federation.FederationConnector.FederatedIdentity;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.authn.federation.link.IdentityLinkService;
import org.lumoauth.authn.federation.provider.SocialProviderService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.ApproverEligibilityChecker;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/** Serves {@code ~/admin/users/{userId}/identities}: a user's identities at providers. */
@Path("admin/users/{userId}/identities")
@Produces("application/json")
public final class UserIdentitiesResource {

  static final String SOCIAL = "social";

  private final IdentityLinkService identities;
  private final SocialProviderService providers;
  private final UserDirectory users;
  private final PrivilegeEscalationGuard guard;
  private final ApproverEligibilityChecker people;
  private final FutureRoleAssignmentQuery toCome;

  UserIdentitiesResource(
      IdentityLinkService identities,
      SocialProviderService providers,
      UserDirectory users,
      PrivilegeEscalationGuard guard,
      ApproverEligibilityChecker people,
      FutureRoleAssignmentQuery toCome) {
    this.identities = identities;
    this.providers = providers;
    this.users = users;
    this.guard = guard;
    this.people = people;
    this.toCome = toCome;
  }

  @GET
  @OperationSummary("List a user's linked identities")
  @RequiresPermission("users.read")
  public DataResponseBody<IdentitiesView> list(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var tenant = HttpExchange.of(request).tenant();
    var user = user(tenant, userId);
    return DataResponseBody.of(IdentitiesView.of(identities.of(tenant, user.id())));
  }

  /** Links an identity to the user. The owner of the identity can then sign in as the user. */
  @POST
  @OperationSummary("Link an identity to a user")
  @Consumes("application/json")
  @RequiresPermission("users.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(
            value = "type",
            required = true,
            oneOf = {"social"}),
        @SchemaProperty(value = "provider", required = true),
        @SchemaProperty(value = "subject", required = true),
        @SchemaProperty("issuer"),
        @SchemaProperty("email"),
        @SchemaProperty(
            value = "idp_id",
            type = long.class,
            description = "For SAML identities only"),
        @SchemaProperty(value = "name_id", description = "For SAML identities only"),
        @SchemaProperty(
            value = "ldap_config_id",
            type = long.class,
            description = "For LDAP identities only"),
        @SchemaProperty(value = "dn", description = "For LDAP identities only"),
        @SchemaProperty(
            value = "ldap_only",
            type = boolean.class,
            description = "For LDAP identities only")
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response link(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      Map<String, Object> body) {
    return Response.status(Response.Status.CREATED)
        .entity(DataResponseBody.of(linked(HttpExchange.of(request), userId, body)))
        .build();
  }

  IdentitiesView.IdentityBindingView linked(
      HttpExchange exchange, String userId, Map<String, Object> body) {
    var tenant = exchange.tenant();
    var user = user(tenant, userId);
    requireOver(exchange, user);
    var form = new IdentityLinkRequest(body);
    var provider =
        providers
            .find(tenant, form.provider())
            .orElseThrow(
                () -> IdentityLinkRequest.invalid("The identity provider does not exist."));
    var who =
        new FederatedIdentity(
            form.issuer(providers.issuer(provider)), form.subject(), form.email(), false, Map.of());
    var by = exchange.initiator();
    var owner =
        identities
            .findActiveUserId(tenant, provider.provider(), who)
            .orElseGet(
                () -> identities.link(tenant, provider.provider(), who, user.id(), false, by));
    if (!owner.equals(user.id())) {
      identities.recordRefusal(tenant, provider.provider(), who, user.id(), by);
      throw new ApiException(
          409,
          "identity_conflict",
          "The identity is linked to another user. Unlink it there first.");
    }
    return new IdentitiesView.IdentityBindingView(
        SOCIAL, provider.provider(), who.issuer(), who.subject(), false);
  }

  @DELETE
  @Path("{type}")
  @OperationSummary("Unlink all identities of a provider type from a user")
  @RequiresPermission("users.write")
  @ApiErrorResponses(422)
  public DataResponseBody<Map<String, Object>> unlink(
      @Context HttpServletRequest request,
      @PathParam("userId") String userId,
      @PathParam("type") String type) {
    var exchange = HttpExchange.of(request);
    var user = user(exchange.tenant(), userId);
    if (!type.equals(SOCIAL)) {
      throw ApiException.invalid("type", "`type` must be social.");
    }
    requireOver(exchange, user);
    var by = exchange.initiator();
    long unlinked =
        identities.of(exchange.tenant(), user.id()).stream()
            .filter(link -> identities.unlink(exchange.tenant(), user.id(), link.id(), by))
            .count();
    return DataResponseBody.of(Map.of("type", type, "unlinked", unlinked));
  }

  /**
   * Requires that the caller has all permissions of the user, including those of roles that start
   * later: the linked identity can sign in as the user.
   */
  private void requireOver(HttpExchange exchange, SubjectRef user) {
    guard.requirePrivilegesOverSignIn(exchange, user, people);
    if (toCome.hasPending(exchange.tenant(), users, user)) {
      exchange.require(PrivilegeEscalationGuard.ROLES_WRITE);
    }
  }

  private SubjectRef user(TenantContext tenant, String idOrEmail) {
    return users
        .find(tenant, idOrEmail)
        .map(user -> new SubjectRef(SubjectRef.USER, user.id()))
        .orElseThrow(() -> ApiException.notFound("The user does not exist in this tenant."));
  }
}
