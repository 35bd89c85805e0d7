/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.platform.apikeys.ApiKey;
import org.lumoauth.platform.apikeys.ApiKeyScopeCatalog;
import org.lumoauth.platform.apikeys.StoredApiKeyService;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.PrivilegeEscalationGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;
import org.lumoauth.platform.web.rest.RequestTimestampParser;

/**
 * Serves {@code ~/admin/api-keys}. A caller cannot assign scopes beyond their own permissions, or
 * change or revoke a key with more permissions.
 */
@Path("admin/api-keys")
@Produces(MediaType.APPLICATION_JSON)
public final class ApiKeysResource {
  private static final Set<String> MEMBERS = Set.of("name", "scopes", "expiresAt");
  private static final int NAME = 200;
  private static final int MAX_SCOPES = 64;
  private static final int SCOPE = 64;
  private static final int TIME = 64;

  private final StoredApiKeyService keys;
  private final PrivilegeEscalationGuard guard;

  ApiKeysResource(StoredApiKeyService keys, PrivilegeEscalationGuard guard) {
    this.guard = guard;
    this.keys = keys;
  }

  @GET
  @OperationSummary("List API keys")
  @RequiresPermission("apikeys.read")
  public ListResponseBody<ApiKeyView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var found = keys.list(HttpExchange.of(request).tenant(), query.request());
    return ListResponseBody.of(found.map(ApiKeyView::of), "api_keys");
  }

  @POST
  @OperationSummary("Create an API key")
  @RequiresPermission("apikeys.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty(value = "scopes", required = true, type = String[].class),
        @SchemaProperty(value = "expiresAt", type = Instant.class)
      })
  @ApiResponse(status = 201)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    var scopes =
        scopes(members).orElseThrow(() -> ApiException.invalid("scopes", "`scopes` is required."));
    requireOwn(exchange, scopes);
    var issued =
        keys.issue(
            exchange.tenant(),
            members.requireText("name", NAME),
            scopes,
            expiry(members),
            by(exchange));
    var shown = ApiKeyView.of(keys.get(exchange.tenant(), issued.id())).with(issued.key());
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(shown, "The API key was created."))
        .build();
  }

  @GET
  @OperationSummary("Get an API key")
  @Path("{keyId}")
  @RequiresPermission("apikeys.read")
  public DataResponseBody<ApiKeyView> get(
      @Context HttpServletRequest request, @PathParam("keyId") String id) {
    return DataResponseBody.of(ApiKeyView.of(keys.get(HttpExchange.of(request).tenant(), id)));
  }

  @PATCH
  @OperationSummary("Update an API key")
  @Path("{keyId}")
  @RequiresPermission("apikeys.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty("name"),
        @SchemaProperty(value = "scopes", type = String[].class),
        @SchemaProperty(value = "expiresAt", type = Instant.class)
      })
  public DataResponseBody<ApiKeyView> patch(
      @Context HttpServletRequest request,
      @PathParam("keyId") String id,
      Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var members = JsonObjectMemberReader.of(body, MEMBERS);
    scopes(members).ifPresent(scopes -> requireOwn(exchange, scopes));
    requireOver(exchange, keys.get(exchange.tenant(), id));
    var key = keys.change(exchange.tenant(), id, old -> changed(old, members), by(exchange));
    return new DataResponseBody<>(ApiKeyView.of(key), "The API key was updated.");
  }

  @DELETE
  @OperationSummary("Revoke an API key")
  @Path("{keyId}")
  @RequiresPermission("apikeys.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("keyId") String id) {
    var exchange = HttpExchange.of(request);
    requireOver(exchange, keys.get(exchange.tenant(), id));
    keys.revoke(exchange.tenant(), id, by(exchange));
    return new MessageResponseBody("The API key was revoked.");
  }

  private void requireOver(HttpExchange exchange, ApiKey key) {
    requireOwn(exchange, key.scopes());
    guard.requirePrivilegesOver(exchange, new SubjectRef(SubjectRef.API_KEY, key.id()));
  }

  private static void requireOwn(HttpExchange exchange, Set<String> scopes) {
    ApiKeyScopeCatalog.permissions(scopes).forEach(exchange::require);
  }

  private static ApiKey changed(ApiKey old, JsonObjectMemberReader members) {
    return old.with(
        members.has("name") ? members.requireText("name", NAME) : old.name(),
        scopes(members).orElse(old.scopes()),
        members.has("expiresAt") ? expiry(members) : old.expiresAt());
  }

  private static Optional<Set<String>> scopes(JsonObjectMemberReader members) {
    return members.textList("scopes", MAX_SCOPES, SCOPE).map(Set::copyOf);
  }

  private static Optional<Instant> expiry(JsonObjectMemberReader members) {
    return members
        .text("expiresAt", TIME)
        .map(
            text -> {
              try {
                return RequestTimestampParser.parse(text).truncatedTo(ChronoUnit.MICROS);
              } catch (DateTimeException e) {
                throw ApiException.invalid(
                    "expiresAt", "`expiresAt` must be a timestamp such as 2027-01-31T12:00:00Z.");
              }
            });
  }

  private static AuditInitiator by(HttpExchange exchange) {
    return AuditInitiator.of(exchange.caller(), exchange.requestInfo());
  }
}
