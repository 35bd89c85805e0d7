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
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.web.Page;
import org.lumoauth.api.web.PageRequest;
import org.lumoauth.api.web.Problem;
import org.lumoauth.api.web.Requires;
import org.lumoauth.oauth.clients.scope.NewScope;
import org.lumoauth.oauth.clients.scope.ScopeRegistry;
import org.lumoauth.oauth.clients.scope.TenantScope;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;

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
  @Requires("permissions.read")
  public ListBody<ScopeView> list(@Context HttpServletRequest request, @BeanParam PageQuery query) {
    var asked = query.request();
    var matching =
        scopes.list(Exchange.of(request).tenant()).stream()
            .filter(scope -> asked.search().map(text -> has(scope, text)).orElse(true))
            .sorted(order(asked))
            .toList();
    var items = matching.stream().skip(asked.offset()).limit(asked.limit()).toList();
    return ListBody.of(new Page<>(items, matching.size(), asked).map(ScopeView::of), "scopes");
  }

  @POST
  @Consumes("application/json")
  @Requires("permissions.write")
  @Takes(
      members = {
        @Member(value = "name", needed = true),
        @Member("description"),
        @Member(value = "isDefault", type = boolean.class)
      })
  @AnswersWith(status = 201)
  @Refuses(409)
  public Response create(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    var made = scopes.create(exchange.tenant(), NewScope.of(body), initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(new DataBody<>(ScopeView.of(made), "Scope created."))
        .build();
  }

  @DELETE
  @Path("{scopeId}")
  @Requires("permissions.write")
  public MessageBody delete(
      @Context HttpServletRequest request, @PathParam("scopeId") String scopeId) {
    var exchange = Exchange.of(request);
    scopes.delete(exchange.tenant(), scopeId, initiator(exchange));
    return new MessageBody("Scope removed.");
  }

  private static boolean has(TenantScope scope, String text) {
    return List.of(scope.name(), scope.description().orElse("")).stream()
        .anyMatch(value -> value.toLowerCase(Locale.ROOT).contains(text.toLowerCase(Locale.ROOT)));
  }

  private static Comparator<TenantScope> order(PageRequest asked) {
    var by = asked.sortBy().map(SORTS::get).orElse(SORTS.get("name"));
    if (asked.sortBy().isPresent() && !SORTS.containsKey(asked.sortBy().get())) {
      throw Problem.invalid("sortBy", "sortBy is name, id or createdAt.");
    }
    return asked.descending() ? by.reversed() : by;
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
