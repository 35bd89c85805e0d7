/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.grants.rest;

import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Consumer;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.QueryParam;
import javax.ws.rs.core.Context;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.grants.GrantAdminService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** Serves {@code ~/admin/tokens} and the tokens of a user or client. */
@Path("admin")
@Produces("application/json")
public final class AuthorizationGrantsResource {

  private final GrantAdminService grants;
  private final PrivilegeEscalationGuard guard;

  AuthorizationGrantsResource(GrantAdminService grants, PrivilegeEscalationGuard guard) {
    this.grants = grants;
    this.guard = guard;
  }

  @GET
  @OperationSummary("List authorization grants")
  @Path("tokens")
  @RequiresPermission("sessions.read")
  public ListResponseBody<AuthorizationGrantView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQueryParameters query,
      @QueryParam("userId") String userId,
      @QueryParam("clientId") String clientId,
      @QueryParam("revoked") String revoked) {
    Instant now = Instant.now();
    var page =
        grants.list(
            HttpExchange.of(request).tenant(),
            given(userId),
            given(clientId),
            given(revoked).map(AuthorizationGrantsResource::flag),
            query.request());
    return ListResponseBody.of(page.map(grant -> AuthorizationGrantView.of(grant, now)), "tokens");
  }

  @DELETE
  @OperationSummary("Revoke an authorization grant and its tokens")
  @Path("tokens/{tokenId}")
  @RequiresPermission("sessions.write")
  public MessageResponseBody end(
      @Context HttpServletRequest request, @PathParam("tokenId") String tokenId) {
    var exchange = HttpExchange.of(request);
    grants.end(exchange.tenant(), tokenId, initiator(exchange), over(exchange));
    return new MessageResponseBody("Token revoked.");
  }

  @DELETE
  @OperationSummary("Revoke all tokens of a user")
  @Path("users/{userId}/tokens")
  @RequiresPermission("sessions.write")
  public MessageResponseBody endOfUser(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var exchange = HttpExchange.of(request);
    grants.endOfUser(exchange.tenant(), userId, initiator(exchange), over(exchange));
    return new MessageResponseBody("All tokens of the user were revoked.");
  }

  @POST
  @OperationSummary("Revoke all tokens of a user")
  @Path("users/{userId}/tokens/revoke")
  @RequiresPermission("sessions.write")
  public MessageResponseBody revokeOfUser(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endOfUser(request, userId);
  }

  @DELETE
  @OperationSummary("Revoke all tokens of a client")
  @Path("clients/{clientId}/tokens")
  @RequiresPermission("sessions.write")
  public MessageResponseBody endOfClient(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var exchange = HttpExchange.of(request);
    grants.endOfClient(exchange.tenant(), clientId, initiator(exchange), over(exchange));
    return new MessageResponseBody("All tokens of the client were revoked.");
  }

  @POST
  @OperationSummary("Revoke all tokens of a client")
  @Path("clients/{clientId}/tokens/revoke")
  @RequiresPermission("sessions.write")
  public MessageResponseBody revokeOfClient(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    return endOfClient(request, clientId);
  }

  private Consumer<Collection<SubjectRef>> over(HttpExchange exchange) {
    return subjects -> guard.requirePrivilegesOver(exchange, subjects);
  }

  private static AuditInitiator initiator(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw ApiException.invalid("revoked", "`revoked` must be true or false.");
    };
  }
}
