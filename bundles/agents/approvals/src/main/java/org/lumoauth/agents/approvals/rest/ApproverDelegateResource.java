package org.lumoauth.agents.approvals.rest;

import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.servlet.http.HttpServletRequest;
import javax.ws.rs.Consumes;
import javax.ws.rs.DELETE;
import javax.ws.rs.GET;
import javax.ws.rs.PUT;
import javax.ws.rs.Path;
import javax.ws.rs.Produces;
import javax.ws.rs.core.Context;
import org.lumoauth.agents.approvals.ApprovalAudit;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore;
import org.lumoauth.agents.approvals.rule.ApproverDelegateStore.ApproverDelegate;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.DataResponseBody;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.JsonObjectMembers;
import org.lumoauth.platform.web.MessageResponseBody;
import org.lumoauth.platform.web.OperationSummary;
import org.lumoauth.platform.web.SelfServiceGuard;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;

/**
 * {@code ~/approvals/deputy}: who answers in the caller's place for some time. For people
 * themselves: whoever acts for one gives no right to approve away, and an application needs a scope
 * that its user agreed to.
 */
@Path("approvals/deputy")
@Produces("application/json")
@RequiresAuthentication
public final class ApproverDelegateResource {

  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MAX_TEXT = 255;
  private static final String READ = "approvals.read";
  private static final String WRITE = "approvals.write";

  /** Who may name somebody learns whether there is such an account: not without end. */
  private static final AttemptLimit NAMED = new AttemptLimit(20, Duration.ofHours(1));

  private final ApproverDelegateStore deputies;
  private final UserDirectory users;
  private final AttemptLimiter limiter;
  private final ApprovalAudit audit;

  ApproverDelegateResource(
      ApproverDelegateStore deputies,
      UserDirectory users,
      AttemptLimiter limiter,
      ApprovalAudit audit) {
    this.deputies = deputies;
    this.users = users;
    this.limiter = limiter;
    this.audit = audit;
  }

  @GET
  @OperationSummary("Shows who answers approvals in the caller's place")
  public DataResponseBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    String userId = person(exchange.caller(), Set.of(READ, WRITE));
    return deputies
        .of(exchange.tenant().id(), userId, Instant.now())
        .map(deputy -> DataResponseBody.of(view(deputy)))
        .orElseThrow(() -> ApiException.notFound("Nobody answers in your place."));
  }

  @PUT
  @Consumes("application/json")
  @OperationSummary("Lets somebody answer approvals in the caller's place for some time")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "user", required = true),
        @SchemaProperty(value = "until", type = Instant.class, required = true)
      })
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    String userId = person(exchange.caller(), Set.of(WRITE));
    var members = JsonObjectMembers.of(body, Set.of("user", "until"));
    limit(exchange, userId);
    var deputy =
        new ApproverDelegate(
            userId,
            other(exchange.tenant(), userId, members.requireText("user", MAX_TEXT)),
            until(members.requireText("until", MAX_TEXT)));
    audit.requireWritable();
    deputies.assign(exchange.tenant().id(), deputy);
    record(exchange, "approval_deputy.named", "Somebody answers in another's place.", view(deputy));
    return new DataResponseBody<>(view(deputy), "Deputy named.");
  }

  @DELETE
  @OperationSummary("Lets nobody answer approvals in the caller's place any more")
  public MessageResponseBody delete(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    if (!deputies.remove(exchange.tenant().id(), person(exchange.caller(), Set.of(WRITE)))) {
      throw ApiException.notFound("Nobody answers in your place.");
    }
    record(exchange, "approval_deputy.removed", "Nobody answers in another's place.", Map.of());
    return new MessageResponseBody("Deputy removed.");
  }

  /** A right to approve is a person's own: no agent that acts for them gives it away. */
  private static String person(Caller caller, Set<String> scopes) {
    return SelfServiceGuard.require(caller, scopes, "Only a person can let somebody else answer.");
  }

  private void limit(HttpExchange exchange, String userId) {
    Optional<Instant> later = limiter.count(exchange.tenant(), "approval-deputy", userId, NAMED);
    if (later.isPresent()) {
      throw ApiException.rateLimited(
          "Too many were named; try again later.", NAMED.attempts(), later.get());
    }
  }

  private String other(TenantContext tenant, String userId, String idOrEmail) {
    return users
        .find(tenant, idOrEmail)
        .map(user -> user.id())
        .filter(id -> !id.equals(userId))
        .orElseThrow(
            () -> ApiException.invalid("user", "user is somebody else who is known here."));
  }

  private static Instant until(String text) {
    try {
      var until = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      if (until.isAfter(Instant.now()) && until.isBefore(Instant.now().plus(LONGEST))) {
        return until;
      }
    } catch (DateTimeParseException e) {
      throw ApiException.invalid("until", "until is a time, as 2026-12-31T12:00:00Z.");
    }
    throw ApiException.invalid("until", "until is within the next " + LONGEST.toDays() + " days.");
  }

  private static Map<String, Object> view(ApproverDelegate deputy) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("user", deputy.deputyId());
    view.put("until", deputy.until().toString());
    return view;
  }

  private void record(
      HttpExchange exchange, String action, String message, Map<String, Object> details) {
    audit.recordChange(
        exchange.tenant(),
        AuditInitiator.of(exchange.caller(), exchange.requestInfo()),
        action,
        message,
        details);
  }
}
