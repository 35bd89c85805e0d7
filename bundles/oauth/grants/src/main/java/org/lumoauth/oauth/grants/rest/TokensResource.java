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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.grants.GrantAdministration;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** {@code ~/admin/tokens} and the tokens of a user or client. */
@Path("admin")
@Produces("application/json")
public final class TokensResource {

  private final GrantAdministration grants;
  private final CredentialChangeGuard guard;

  TokensResource(GrantAdministration grants, CredentialChangeGuard guard) {
    this.grants = grants;
    this.guard = guard;
  }

  @GET
  @Path("tokens")
  @Requires("sessions.read")
  public ListBody<TokenView> list(
      @Context HttpServletRequest request,
      @BeanParam PageQuery query,
      @QueryParam("userId") String userId,
      @QueryParam("clientId") String clientId,
      @QueryParam("revoked") String revoked) {
    Instant now = Instant.now();
    var page =
        grants.list(
            Exchange.of(request).tenant(),
            given(userId),
            given(clientId),
            given(revoked).map(TokensResource::flag),
            query.request());
    return ListBody.of(page.map(grant -> TokenView.of(grant, now)), "tokens");
  }

  @DELETE
  @Path("tokens/{tokenId}")
  @Requires("sessions.write")
  public MessageBody end(
      @Context HttpServletRequest request, @PathParam("tokenId") String tokenId) {
    var exchange = Exchange.of(request);
    grants.end(exchange.tenant(), tokenId, initiator(exchange), over(exchange));
    return new MessageBody("Token revoked.");
  }

  @DELETE
  @Path("users/{userId}/tokens")
  @Requires("sessions.write")
  public MessageBody endOfUser(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    var exchange = Exchange.of(request);
    grants.endOfUser(exchange.tenant(), userId, initiator(exchange), over(exchange));
    return new MessageBody("All tokens of the user were revoked.");
  }

  @POST
  @Path("users/{userId}/tokens/revoke")
  @Requires("sessions.write")
  public MessageBody revokeOfUser(
      @Context HttpServletRequest request, @PathParam("userId") String userId) {
    return endOfUser(request, userId);
  }

  @DELETE
  @Path("clients/{clientId}/tokens")
  @Requires("sessions.write")
  public MessageBody endOfClient(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    var exchange = Exchange.of(request);
    grants.endOfClient(exchange.tenant(), clientId, initiator(exchange), over(exchange));
    return new MessageBody("All tokens of the client were revoked.");
  }

  @POST
  @Path("clients/{clientId}/tokens/revoke")
  @Requires("sessions.write")
  public MessageBody revokeOfClient(
      @Context HttpServletRequest request, @PathParam("clientId") String clientId) {
    return endOfClient(request, clientId);
  }

  private Consumer<Collection<SubjectRef>> over(Exchange exchange) {
    return subjects -> guard.requireOver(exchange, subjects);
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }

  private static Optional<String> given(String text) {
    return Optional.ofNullable(text).filter(value -> !value.isBlank());
  }

  private static boolean flag(String text) {
    return switch (text) {
      case "true", "1" -> true;
      case "false", "0" -> false;
      default -> throw Problem.invalid("revoked", "revoked is true or false.");
    };
  }
}
