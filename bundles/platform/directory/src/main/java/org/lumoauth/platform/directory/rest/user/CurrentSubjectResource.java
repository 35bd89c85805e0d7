/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.rest.user;

import java.util.List;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.GET;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.MediaType;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.authn.CredentialKind;
import org.lumoauth.api.authz.RoleRef;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.tenant.Tenant;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.directory.DirectoryServiceLookup;
import org.lumoauth.platform.directory.rest.NamedReferenceView;
import org.lumoauth.platform.directory.user.UserAdministration;
import org.lumoauth.platform.directory.user.UserSecondFactorLookup;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * Serves {@code ~/me}: the subject of the caller's credential. For a user's token, the response
 * contains only the claims of its scopes, as at the userinfo endpoint.
 */
@Path("me")
@Produces(MediaType.APPLICATION_JSON)
@RequiresAuthentication
public final class CurrentSubjectResource {
  private static final String PROFILE = "profile";

  private final UserAdministration users;
  private final DirectoryServiceLookup neighbours;
  private final UserSecondFactorLookup factors;

  public CurrentSubjectResource(
      UserAdministration users, DirectoryServiceLookup neighbours, UserSecondFactorLookup factors) {
    this.users = users;
    this.neighbours = neighbours;
    this.factors = factors;
  }

  @GET
  @OperationSummary("Get the calling user, agent or client")
  public CurrentSubjectView me(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    var subject = exchange.caller().subject();
    var tenant = exchange.tenant();
    return switch (subject.type()) {
      case SubjectRef.USER -> user(tenant, exchange.caller());
      case SubjectRef.AGENT -> agent(tenant, subject);
      default -> other(tenant, subject);
    };
  }

  private CurrentSubjectView user(TenantContext tenant, Caller caller) {
    var subject = caller.subject();
    var user = users.get(tenant, subject.id());
    var profile = user.profile();
    return new CurrentSubjectView(
        subject.type(),
        user.id(),
        permits(caller, "email") ? profile.email() : null,
        permits(caller, PROFILE) ? profile.name().orElse(null) : null,
        permits(caller, PROFILE) ? factors.has(tenant, subject).orElse(null) : null,
        permits(caller, "roles") ? roles(tenant, subject) : null,
        null,
        tenant(tenant));
  }

  /** In their own session, users see all claims. */
  private static boolean permits(Caller caller, String scope) {
    return caller.kind() == CredentialKind.SESSION || caller.scope().contains(scope);
  }

  private CurrentSubjectView agent(TenantContext tenant, SubjectRef subject) {
    var agent =
        neighbours
            .agents()
            .find(tenant, subject.id())
            .orElseThrow(() -> ApiException.notFound("The agent does not exist in this tenant."));
    return new CurrentSubjectView(
        subject.type(),
        agent.id(),
        null,
        agent.name(),
        null,
        roles(tenant, subject),
        agent.capabilities().stream().sorted().toList(),
        tenant(tenant));
  }

  /** Returns the view of an API key or of a client that acts for itself. */
  private CurrentSubjectView other(TenantContext tenant, SubjectRef subject) {
    var name = neighbours.subjects().displayName(tenant, subject);
    return new CurrentSubjectView(
        subject.type(), subject.id(), null, name, null, null, null, tenant(tenant));
  }

  private List<String> roles(TenantContext tenant, SubjectRef subject) {
    return neighbours.roles().rolesOf(tenant, subject).stream().map(RoleRef::slug).toList();
  }

  private NamedReferenceView tenant(TenantContext tenant) {
    var name = neighbours.tenants().find(tenant.slug()).map(Tenant::name).orElse(tenant.slug());
    return new NamedReferenceView(tenant.id(), name, tenant.slug(), null);
  }
}
