package org.lumoauth.platform.apikeys;

import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;

/** Administration of a tenant's API keys. */
@Path("admin/api-keys")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ApiKeysResource {
  private static final int MAX_NAME = 200;
  private static final int MAX_SCOPES = 50;
  private static final int MAX_SCOPE = 60;
  private static final Set<String> NEW = Set.of("name", "scopes", "expiresAt");
  private static final Set<String> CHANGE = Set.of("name", "scopes");

  private final ApiKeyAdministration keys;

  ApiKeysResource(ApiKeyAdministration keys) {
    this.keys = keys;
  }

  @GET
  @Requires("apikeys.read")
  public ListBody<ApiKeyView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var page = keys.list(Exchange.of(request).tenant(), query.request());
    return ListBody.of(page.map(ApiKeyView::of), "api_keys");
  }

  @POST
  @Requires("apikeys.write")
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var members = Members.of(body, NEW);
    var scopes = scopes(members).orElseThrow(() -> Problem.invalid("scopes", "scopes is needed."));
    requireOwn(exchange, scopes);
    var issued =
        keys.create(
            exchange.tenant(),
            members.required("name", MAX_NAME),
            scopes,
            members.text("expiresAt", MAX_SCOPE).map(ApiKeysResource::instant),
            initiator(exchange));
    var view = ApiKeyView.of(keys.get(exchange.tenant(), issued.id())).with(issued.key());
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(view, "The key was made. It is shown this once: keep it now."))
        .build();
  }

  @GET
  @Path("{keyId}")
  @Requires("apikeys.read")
  public DataBody<ApiKeyView> get(
      @Context HttpServletRequest request, @PathParam("keyId") String keyId) {
    return DataBody.of(ApiKeyView.of(keys.get(Exchange.of(request).tenant(), keyId)));
  }

  @PATCH
  @Path("{keyId}")
  @Requires("apikeys.write")
  public DataBody<ApiKeyView> change(
      @Context HttpServletRequest request,
      @PathParam("keyId") String keyId,
      Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var members = Members.of(body, CHANGE);
    var name =
        members.has("name")
            ? Optional.of(members.required("name", MAX_NAME))
            : Optional.<String>empty();
    var scopes = scopes(members);
    scopes.ifPresent(wanted -> requireOwn(exchange, wanted));
    var changed =
        keys.change(
            exchange.tenant(),
            keyId,
            key ->
                new ApiKey(
                    key.id(),
                    name.orElse(key.name()),
                    scopes.orElse(key.scopes()),
                    key.createdAt(),
                    key.expiresAt(),
                    key.lastUsedAt()),
            initiator(exchange));
    return new DataBody<>(ApiKeyView.of(changed), "The key was changed.");
  }

  @DELETE
  @Path("{keyId}")
  @Requires("apikeys.write")
  public MessageBody revoke(@Context HttpServletRequest request, @PathParam("keyId") String keyId) {
    var exchange = Exchange.of(request);
    keys.end(exchange.tenant(), keyId, initiator(exchange));
    return new MessageBody("The key was revoked.");
  }

  /** Nobody gives a key what they may not do themselves, with whatever credential they came. */
  private static void requireOwn(Exchange exchange, Set<String> scopes) {
    Scopes.permissions(scopes).forEach(exchange::require);
  }

  private static Optional<Set<String>> scopes(Members members) {
    return members
        .texts("scopes", MAX_SCOPES, MAX_SCOPE)
        .map((List<String> texts) -> Scopes.checked(new TreeSet<>(texts)));
  }

  private static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid("expiresAt", "expiresAt is a time as 2030-01-31T12:00:00Z.");
    }
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
