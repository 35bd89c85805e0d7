/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.delegation.rest;

import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
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
import org.lumoauth.agents.delegation.consent.DelegationConsentService;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectDirectory;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.SelfServiceGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.InMemoryPager;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.ListResponseBody;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;
import org.lumoauth.platform.web.rest.PageQueryParameters;

/**
 * Manages {@code ~/me/delegations}: the caller's own delegations. Only for users themselves: an
 * actor that acts for a user cannot delegate further, and an application needs a scope that the
 * user consented to.
 */
@Path("me/delegations")
@Produces("application/json")
@RequiresAuthentication
public final class MyDelegationsResource {

  private static final String READ = "delegations.read";
  private static final String WRITE = "delegations.write";
  private static final int MAX_SCOPES = 100;
  private static final int MAX_TEXT = 200;

  private final DelegationConsentService book;
  private final SubjectDirectory subjects;

  MyDelegationsResource(DelegationConsentService book, SubjectDirectory subjects) {
    this.book = book;
    this.subjects = subjects;
  }

  @GET
  @OperationSummary("List the caller's delegations, newest first")
  public ListResponseBody<DelegationView> list(
      @Context HttpServletRequest request, @BeanParam PageQueryParameters query) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange, Set.of(READ, WRITE));
    var asked = query.request();
    Map<String, String> names = new HashMap<>();
    Function<StoredDelegation, String> name =
        each ->
            names.computeIfAbsent(
                each.agentId(),
                id ->
                    subjects.displayName(exchange.tenant(), new SubjectRef(SubjectRef.AGENT, id)));
    List<StoredDelegation> standing = book.ofUser(exchange.tenant(), user);
    if (asked.sortBy().isPresent()) { // names are needed only for sorting
      standing = standing.stream().sorted(Comparator.comparing(name)).toList();
    }
    return ListResponseBody.of(
        InMemoryPager.page(standing, asked, "agentName", name)
            .map(each -> DelegationView.of(each, name.apply(each))),
        "delegations");
  }

  @POST
  @OperationSummary("Create a delegation from the caller to an agent")
  @Consumes("application/json")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "agentId", required = true),
        @SchemaProperty(value = "scopes", required = true, type = String[].class),
        @SchemaProperty(
            value = "expiresIn",
            type = long.class,
            description = "The lifetime in seconds")
      })
  @ApiResponse(status = 201)
  public Response give(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    var members = JsonObjectMemberReader.of(body, Set.of("agentId", "scopes", "expiresIn"));
    var given =
        book.grant(
            exchange.tenant(),
            user,
            members.requireText("agentId", MAX_TEXT),
            Set.copyOf(
                members
                    .textList("scopes", MAX_SCOPES, MAX_TEXT)
                    .orElseThrow(() -> ApiException.invalid("scopes", "scopes is required."))),
            lifetime(body, book.maxDuration(exchange.tenant())),
            exchange.initiator());
    return DataResponseBody.created(
        DelegationView.of(exchange.tenant(), subjects, given), "The agent may now act for you.");
  }

  @DELETE
  @OperationSummary("End a delegation of the caller")
  @Path("{delegationId}")
  public MessageResponseBody revoke(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = HttpExchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    StoredDelegation found =
        book.find(exchange.tenant(), id)
            .filter(each -> each.userId().equals(user))
            .orElseThrow(() -> ApiException.notFound("The delegation does not exist."));
    book.revoke(exchange.tenant(), found, exchange.initiator());
    return new MessageResponseBody(
        "The delegation was ended. The agent may no longer act for you.");
  }

  private static String person(HttpExchange exchange, Set<String> scopes) {
    Caller caller = exchange.caller();
    return SelfServiceGuard.require(
        caller,
        scopes,
        "Delegations can be managed only by the users themselves, not by an actor.");
  }

  private static Duration lifetime(Map<String, Object> body, Duration longest) {
    Object value = body.get("expiresIn");
    if (value == null) {
      return longest;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Duration.ofSeconds(((Number) value).longValue());
    }
    throw ApiException.invalid(
        "expiresIn", "expiresIn must be a whole number between 1 and " + longest.toSeconds() + ".");
  }
}
