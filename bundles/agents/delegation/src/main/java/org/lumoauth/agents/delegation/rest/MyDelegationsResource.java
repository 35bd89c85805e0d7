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
import org.lumoauth.agents.delegation.consent.DelegationBook;
import org.lumoauth.agents.delegation.consent.StoredDelegation;
import org.lumoauth.api.audit.Initiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.directory.Subjects;
import org.lumoauth.api.web.Authenticated;
import org.lumoauth.api.web.Problem;
import org.lumoauth.platform.web.DataBody;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.ListBody;
import org.lumoauth.platform.web.Members;
import org.lumoauth.platform.web.MessageBody;
import org.lumoauth.platform.web.PageQuery;
import org.lumoauth.platform.web.PersonThemselves;
import org.lumoauth.platform.web.Summary;
import org.lumoauth.platform.web.WholeList;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Takes;

/**
 * {@code ~/me/delegations}: what the caller lets agents do. For people themselves: whoever acts for
 * one can't let others act, and an application needs a scope that its user agreed to.
 */
@Path("me/delegations")
@Produces("application/json")
@Authenticated
public final class MyDelegationsResource {

  private static final String READ = "delegations.read";
  private static final String WRITE = "delegations.write";
  private static final int MAX_SCOPES = 100;
  private static final int MAX_TEXT = 200;

  private final DelegationBook book;
  private final Subjects subjects;

  MyDelegationsResource(DelegationBook book, Subjects subjects) {
    this.book = book;
    this.subjects = subjects;
  }

  @GET
  @Summary("List what the caller lets agents do, the newest first")
  public ListBody<DelegationView> list(
      @Context HttpServletRequest request, @BeanParam PageQuery query) {
    var exchange = Exchange.of(request);
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
    if (asked.sortBy().isPresent()) { // only then are all names needed
      standing = standing.stream().sorted(Comparator.comparing(name)).toList();
    }
    return ListBody.of(
        WholeList.page(standing, asked, "agentName", name)
            .map(each -> DelegationView.of(each, name.apply(each))),
        "delegations");
  }

  @POST
  @Summary("Let an agent act for the caller")
  @Consumes("application/json")
  @Takes(
      members = {
        @Member(value = "agentId", needed = true),
        @Member(value = "scopes", needed = true, type = String[].class),
        @Member(value = "expiresIn", type = long.class, says = "Seconds")
      })
  @AnswersWith(status = 201)
  public Response give(@Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = Exchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    var members = Members.of(body, Set.of("agentId", "scopes", "expiresIn"));
    var given =
        book.give(
            exchange.tenant(),
            user,
            members.required("agentId", MAX_TEXT),
            Set.copyOf(
                members
                    .texts("scopes", MAX_SCOPES, MAX_TEXT)
                    .orElseThrow(() -> Problem.invalid("scopes", "scopes is needed."))),
            lifetime(body, book.longest(exchange.tenant())),
            initiator(exchange));
    return Response.status(Response.Status.CREATED)
        .entity(
            new DataBody<>(
                DelegationView.of(exchange.tenant(), subjects, given), "The agent may act."))
        .build();
  }

  @DELETE
  @Summary("Take a delegation of the caller back")
  @Path("{delegationId}")
  public MessageBody revoke(
      @Context HttpServletRequest request, @PathParam("delegationId") String id) {
    var exchange = Exchange.of(request);
    String user = person(exchange, Set.of(WRITE));
    StoredDelegation found =
        book.find(exchange.tenant(), id)
            .filter(each -> each.userId().equals(user))
            .orElseThrow(() -> Problem.notFound("There is no such delegation."));
    book.revoke(exchange.tenant(), found, initiator(exchange));
    return new MessageBody("The agent may act for you no more.");
  }

  private static String person(Exchange exchange, Set<String> scopes) {
    Caller caller = exchange.caller();
    return PersonThemselves.require(
        caller, scopes, "Only people themselves say who may act for them.");
  }

  private static Duration lifetime(Map<String, Object> body, Duration longest) {
    Object value = body.get("expiresIn");
    if (value == null) {
      return longest;
    }
    if (value instanceof Integer || value instanceof Long) {
      return Duration.ofSeconds(((Number) value).longValue());
    }
    throw Problem.invalid("expiresIn", "expiresIn is a whole number of seconds.");
  }

  private static Initiator initiator(Exchange exchange) {
    return Initiator.of(exchange.caller(), exchange.requestInfo());
  }
}
