/* SPDX-License-Identifier: Apache-2.0 */
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
import org.lumoauth.api.authn.Caller;
import org.lumoauth.api.directory.UserDirectory;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.store.AttemptLimiter.AttemptLimit;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.api.web.ApiException;
import org.lumoauth.api.web.RequiresAuthentication;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.lumoauth.platform.web.guard.SelfServiceGuard;
import org.lumoauth.platform.web.rest.DataResponseBody;
import org.lumoauth.platform.web.rest.JsonObjectMemberReader;
import org.lumoauth.platform.web.rest.MessageResponseBody;
import org.lumoauth.platform.web.rest.OperationSummary;

/**
 * {@code ~/approvals/deputy}: the delegate that answers approvals for the caller during a period.
 * For people only: an agent cannot delegate a user's right to approve, and an application requires
 * a scope that its user consented to.
 */
@Path("approvals/deputy")
@Produces("application/json")
@RequiresAuthentication
public final class ApproverDelegateResource {

  private static final Duration LONGEST = Duration.ofDays(90);
  private static final int MAX_TEXT = 255;
  private static final String READ = "approvals.read";
  private static final String WRITE = "approvals.write";

  /**
   * Limits how often a caller can name a delegate, since the response reveals whether an account
   * exists.
   */
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
  @OperationSummary("Get the caller's approval delegate")
  public DataResponseBody<Map<String, Object>> get(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    String userId = person(exchange.caller(), Set.of(READ, WRITE));
    return deputies
        .of(exchange.tenant().id(), userId, Instant.now())
        .map(deputy -> DataResponseBody.of(view(deputy)))
        .orElseThrow(() -> ApiException.notFound("You have no approval delegate."));
  }

  @PUT
  @Consumes("application/json")
  @OperationSummary("Set the caller's approval delegate for a period")
  @ApiRequestParameters(
      members = {
        @SchemaProperty(value = "user", required = true),
        @SchemaProperty(value = "until", type = Instant.class, required = true)
      })
  public DataResponseBody<Map<String, Object>> put(
      @Context HttpServletRequest request, Map<String, Object> body) {
    var exchange = HttpExchange.of(request);
    String userId = person(exchange.caller(), Set.of(WRITE));
    var members = JsonObjectMemberReader.of(body, Set.of("user", "until"));
    limit(exchange, userId);
    var deputy =
        new ApproverDelegate(
            userId,
            other(exchange.tenant(), userId, members.requireText("user", MAX_TEXT)),
            until(members.requireText("until", MAX_TEXT)));
    audit.requireWritable();
    deputies.assign(exchange.tenant().id(), deputy);
    record(exchange, "approval_deputy.named", "An approval delegate was set.", view(deputy));
    return new DataResponseBody<>(view(deputy), "The approval delegate was set.");
  }

  @DELETE
  @OperationSummary("Delete the caller's approval delegate")
  public MessageResponseBody delete(@Context HttpServletRequest request) {
    var exchange = HttpExchange.of(request);
    if (!deputies.remove(exchange.tenant().id(), person(exchange.caller(), Set.of(WRITE)))) {
      throw ApiException.notFound("You have no approval delegate.");
    }
    record(exchange, "approval_deputy.removed", "An approval delegate was removed.", Map.of());
    return new MessageResponseBody("The approval delegate was removed.");
  }

  /** Returns the id of the calling person. Agents cannot delegate a user's right to approve. */
  private static String person(Caller caller, Set<String> scopes) {
    return SelfServiceGuard.require(caller, scopes, "Only a person can set an approval delegate.");
  }

  private void limit(HttpExchange exchange, String userId) {
    Optional<Instant> later = limiter.count(exchange.tenant(), "approval-deputy", userId, NAMED);
    if (later.isPresent()) {
      throw ApiException.rateLimited(
          "Too many changes of the delegate. Try again after the time in the Retry-After header.",
          NAMED.attempts(),
          later.get());
    }
  }

  private String other(TenantContext tenant, String userId, String idOrEmail) {
    return users
        .find(tenant, idOrEmail)
        .map(user -> user.id())
        .filter(id -> !id.equals(userId))
        .orElseThrow(() -> ApiException.invalid("user", "`user` must be another existing user."));
  }

  private static Instant until(String text) {
    try {
      var until = Instant.parse(text).truncatedTo(ChronoUnit.MICROS);
      if (until.isAfter(Instant.now()) && until.isBefore(Instant.now().plus(LONGEST))) {
        return until;
      }
    } catch (DateTimeParseException e) {
      throw ApiException.invalid(
          "until", "`until` must be an RFC 3339 timestamp, for example 2026-12-31T12:00:00Z.");
    }
    throw ApiException.invalid(
        "until", "`until` must be within the next " + LONGEST.toDays() + " days.");
  }

  private static Map<String, Object> view(ApproverDelegate deputy) {
    Map<String, Object> view = new LinkedHashMap<>();
    view.put("user", deputy.deputyId());
    view.put("until", deputy.until().toString());
    return view;
  }

  private void record(
      HttpExchange exchange, String action, String message, Map<String, Object> details) {
    audit.recordChange(exchange.tenant(), exchange.initiator(), action, message, details);
  }
}
