package org.lumoauth.platform.apikeys.rest;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
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
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.apikeys.ApiKey;
import org.lumoauth.platform.apikeys.Scopes;
import org.lumoauth.platform.apikeys.StoredApiKeys;
import org.lumoauth.platform.web.CredentialChangeGuard;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.SentTime;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/admin/api-keys}. Nobody gives a key what they may not do themselves, nor changes or ends
 * one that may do more.
 */
@Path("admin/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiKeysResource {
  private static final Set<String> MEMBERS = Set.of("name", "scopes", "expiresAt");
  private static final int NAME = 200;
  private static final int MAX_SCOPES = 64;
  private static final int SCOPE = 64;
  private static final int TIME = 64;

  private final StoredApiKeys keys;
  private final CredentialChangeGuard guard;

  ApiKeysResource(StoredApiKeys keys, CredentialChangeGuard guard) {
    this.guard = guard;
    this.keys = keys;
  }

  @GET
  @Requires("apikeys.read")
  public ListBody<ApiKeyView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var found = keys.list(Exchange.of(request).tenant(), query.request());
    return ListBody.of(found.map(ApiKeyView::of), "api_keys");
  }

  @POST
  @Requires("apikeys.write")
  @Takes(
      members = {
        @Member(value = "name", needed = true),
        @Member(value = "scopes", needed = true, type = String[].class),
        @Member(value = "expiresAt", type = Instant.class)
      })
  @AnswersWith(status = 201)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var members = Members.of(body, MEMBERS);
    var scopes = scopes(members).orElseThrow(() -> Problem.invalid("scopes", "scopes is needed."));
    requireOwn(exchange, scopes);
    var issued =
        keys.issue(
            exchange.tenant(),
            members.required("name", NAME),
            scopes,
            expiry(members),
            by(exchange));
    var shown = ApiKeyView.of(keys.get(exchange.tenant(), issued.id())).with(issued.key());
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(shown, "The API key was made."))
        .build();
  }

  @GET
  @Path("{keyId}")
  @Requires("apikeys.read")
  public DataBody<ApiKeyView> get(
      @Context HttpServletRequest request, @PathParam("keyId") String id) {
    return DataBody.of(ApiKeyView.of(keys.get(Exchange.of(request).tenant(), id)));
  }

  @PATCH
  @Path("{keyId}")
  @Requires("apikeys.write")
  @Takes(
      members = {
        @Member("name"),
        @Member(value = "scopes", type = String[].class),
        @Member(value = "expiresAt", type = Instant.class)
      })
  public DataBody<ApiKeyView> patch(
      @Context HttpServletRequest request,
      @PathParam("keyId") String id,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var members = Members.of(body, MEMBERS);
    scopes(members).ifPresent(scopes -> requireOwn(exchange, scopes));
    requireOver(exchange, keys.get(exchange.tenant(), id));
    var key = keys.change(exchange.tenant(), id, old -> changed(old, members), by(exchange));
    return new DataBody<>(ApiKeyView.of(key), "The API key was changed.");
  }

  @DELETE
  @Path("{keyId}")
  @Requires("apikeys.write")
  public MessageBody delete(@Context HttpServletRequest request, @PathParam("keyId") String id) {
    var exchange = Exchange.of(request);
    requireOver(exchange, keys.get(exchange.tenant(), id));
    keys.revoke(exchange.tenant(), id, by(exchange));
    return new MessageBody("The API key was ended.");
  }

  private void requireOver(Exchange exchange, ApiKey key) {
    requireOwn(exchange, key.scopes());
    guard.requireOver(exchange, new SubjectRef(SubjectRef.API_KEY, key.id()));
  }

  private static void requireOwn(Exchange exchange, Set<String> scopes) {
    Scopes.permissions(scopes).forEach(exchange::require);
  }

  private static ApiKey changed(ApiKey old, Members members) {
    return old.with(
        members.has("name") ? members.required("name", NAME) : old.name(),
        scopes(members).orElse(old.scopes()),
        members.has("expiresAt") ? expiry(members) : old.expiresAt());
  }

  private static Optional<Set<String>> scopes(Members members) {
    return members.texts("scopes", MAX_SCOPES, SCOPE).map(Set::copyOf);
  }

  private static Optional<Instant> expiry(Members members) {
    return members
        .text("expiresAt", TIME)
        .map(
            text -> {
              try {
                return SentTime.parse(text).truncatedTo(ChronoUnit.MICROS);
              } catch (DateTimeException e) {
                throw Problem.invalid("expiresAt", "expiresAt is a time, as 2027-01-31T12:00:00Z.");
              }
            });
  }

  private static Initiator by(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
