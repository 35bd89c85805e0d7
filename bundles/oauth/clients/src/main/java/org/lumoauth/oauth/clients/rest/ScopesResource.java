/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clients.rest;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.BeanParam;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.POST;
import javax.ws.rs.Path;
import javax.ws.rs.PathParam;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import javax.ws.rs.core.Response;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.RequiresPermission;
import org.lumoauth.oauth.clients.scope.ScopeDefinition;
import org.lumoauth.oauth.clients.scope.ScopeRegistry;
import org.lumoauth.oauth.clients.scope.TenantScope;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/** {@code ~/admin/scopes}. */
@Path("admin/scopes")
@Produces("application/json")
public final class ScopesResource {

  private static final Map<String, Comparator<TenantScope>> SORTS =
      Map.of(
          "name", Comparator.comparing(TenantScope::name),
          "id", Comparator.comparing(TenantScope::id),
          "createdAt", Comparator.comparing(TenantScope::createdAt));

  private final ScopeRegistry scopes;

  ScopesResource(ScopeRegistry scopes) {
    this.scopes = scopes;
  }

  @GET
  @OperationSummary("List scopes")
  @RequiresPermission("permissions.read")
  public ListResponseBody<ScopeView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var asked = query.request();
    var matching =
        scopes.list(HttpExchange.of(request).tenant()).stream()
            .filter(scope -> asked.search().map(text -> has(scope, text)).orElse(true))
            .sorted(order(asked))
            .toList();
    var items = matching.stream().skip(asked.offset()).limit(asked.limit()).toList();
    return ListResponseBody.of(
        new Page<>(items, matching.size(), asked).map(ScopeView::of), "scopes");
  }

  @POST
  @OperationSummary("Create a scope")
  @Consumes("application/json")
  @RequiresPermission("permissions.write")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "name", required = true),
        @SchemaProperty("description"),
        @SchemaProperty(value = "isDefault", type = boolean.class)
      })
  @ApiResponse(status = 201)
  @ApiErrorResponses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    var made = scopes.create(exchange.tenant(), ScopeDefinition.of(body), exchange.initiator());
    return Response.status(Response.Status.CREATED)
        .entity(new DataResponseBody<>(ScopeView.of(made), "Scope created."))
        .build();
  }

  @DELETE
  @OperationSummary("Delete a scope")
  @Path("{scopeId}")
  @RequiresPermission("permissions.write")
  public MessageResponseBody delete(
      @Context HttpServletRequest request, @PathParam("scopeId") String scopeId) {
    var exchange = HttpExchange.of(request);
    scopes.delete(exchange.tenant(), scopeId, exchange.initiator());
    return new MessageResponseBody("Scope removed.");
  }

  private static boolean has(TenantScope scope, String text) {
    return List.of(scope.name(), scope.description().orElse("")).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }

  private static Comparator<TenantScope> order(PageRequest asked) {
    var by = asked.sortBy().map(SORTS::get).orElse(SORTS.get("name"));
    if (asked.sortBy().isPresent() && !SORTS.containsKey(asked.sortBy().get())) {
      throw ApiException.invalid("sortBy", "sortBy must be name, id or createdAt.");
    }
    return asked.descending() ? by.reversed() : by;
  }
}
