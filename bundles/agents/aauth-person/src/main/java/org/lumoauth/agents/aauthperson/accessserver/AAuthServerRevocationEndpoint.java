/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.accessserver;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonServerSettings;
import org.lumoauth.agents.aauthperson.caller.AAuthCallerAuthenticator;
import org.lumoauth.agents.aauthperson.caller.AAuthErrorHandler;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemDetails;
import org.lumoauth.agents.aauthperson.caller.AAuthProblemException;
import org.lumoauth.agents.aauthperson.deferred.PreferWaitHeaderParser;
import org.lumoauth.agents.aauthperson.request.AAuthRequestParameterParser;
import org.lumoauth.agents.aauthperson.revocation.ForeignTokenRevocationService;
import org.lumoauth.api.audit.AuditInitiator;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.settings.TypedSetting;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.HttpExchange;
import org.lumoauth.platform.web.HttpHandler;
import org.lumoauth.platform.web.description.ApiErrorResponses;
import org.lumoauth.platform.web.description.ApiRequestParameters;
import org.lumoauth.platform.web.description.ApiResponse;
import org.lumoauth.platform.web.description.SchemaProperty;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Lets a server revoke its own tokens (AAuth draft, section Token Revocation). The signature
 * identifies the issuer, and the response never reveals whether the token exists.
 */
@ApiRequestParameters(
    on = "POST",
    members = {
      @SchemaProperty(value = "jti", required = true),
      @SchemaProperty(
          value = "exp",
          required = true,
          type = long.class,
          description = "The expiry of the token, in seconds since 1970")
    })
@ApiResponse(status = 200)
@ApiResponse(status = 202)
@ApiErrorResponses(
    value = {400, 401, 403},
    body = AAuthProblemDetails.class,
    as = AAuthProblemDetails.TYPE)
@Component(
    service = HttpHandler.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-revoke",
      "lumoauth.web.routes=POST ~/aauth-person/revoke",
      "lumoauth.web.routes=GET ~/aauth-person/revoke/{revocationKey}",
      HttpHandler.SUMMARY + "=POST: Revoke a token (AAuth)",
      HttpHandler.SUMMARY + "=GET: Get the status of a revocation (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class AAuthServerRevocationEndpoint implements HttpHandler {

  private static final Duration LONGEST = Duration.ofHours(25);
  private static final String BELOW = "/aauth-person/revoke/";
  private static final AttemptLimiter.AttemptLimit RATE =
      new AttemptLimiter.AttemptLimit(2000, Duration.ofHours(1));
  private static final Set<String> DOCUMENTS =
      Set.of("aauth-agent.json", "aauth-resource.json", "aauth-person.json");

  private final AAuthErrorHandler answers;
  private final AAuthCallerAuthenticator callers;
  private final ForeignTokenRevocationService takenBack;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final AuditLog log;

  @Activate
  public AAuthServerRevocationEndpoint(
      @Reference AAuthErrorHandler answers,
      @Reference AAuthCallerAuthenticator callers,
      @Reference ForeignTokenRevocationService takenBack,
      @Reference AttemptLimiter limiter,
      @Reference SettingsStore settings,
      @Reference AuditLog log) {
    this.answers = answers;
    this.callers = callers;
    this.takenBack = takenBack;
    this.limiter = limiter;
    this.settings = settings;
    this.log = log;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    answers.handleProblems(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String issuer =
              callers.authenticateServer(
                  tenant, exchange, DOCUMENTS, known(tenant), "unsupported_iss");
          if (exchange.request().getMethod().equals("GET")) {
            again(exchange, issuer, exchange.path().substring(BELOW.length()));
          } else {
            take(exchange, issuer, AAuthErrorHandler.readBody(exchange));
          }
        });
  }

  private void take(HttpExchange exchange, String issuer, Map<String, Object> body)
      throws IOException {
    TenantContext tenant = exchange.tenant();
    String id = AAuthRequestParameterParser.text(body, "jti");
    Instant until = until(body.get("exp"));
    limit(exchange, issuer);
    String taken =
        takenBack.revoke(
            tenant, issuer, id, until, PreferWaitHeaderParser.parse(exchange.request()));
    record(exchange, issuer, id);
    answer(exchange, taken);
  }

  /** Returns the same response to other servers as for an unknown revocation. */
  private void again(HttpExchange exchange, String issuer, String taken) throws IOException {
    if (!takenBack.isRevokedBy(exchange.tenant(), issuer, taken)) {
      throw new AAuthProblemException(404, "invalid_request", "The revocation does not exist.");
    }
    answer(exchange, taken);
  }

  private void answer(HttpExchange exchange, String taken) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Map<String, Object>> answer = takenBack.findResult(tenant, taken);
    if (answer.isEmpty()) { // section Revocation Response, Deferred completion
      exchange.response().setHeader("Location", tenant.issuer() + BELOW + taken);
      exchange.response().setHeader("Retry-After", "5");
    }
    exchange.writeJson(answer.isPresent() ? 200 : 202, answer.orElse(Map.of("status", "pending")));
  }

  private void limit(HttpExchange exchange, String issuer) {
    Optional<Instant> later = limiter.count(exchange.tenant(), "aauth-revoke", issuer, RATE);
    if (later.isPresent()) {
      long seconds = Math.max(1, Duration.between(Instant.now(), later.get()).toSeconds() + 1);
      exchange.response().setHeader("Retry-After", String.valueOf(seconds));
      throw new AAuthProblemException(
          429,
          "rate_limited",
          "The issuer sent too many revocations. Try again after the time in the "
              + "Retry-After header.");
    }
  }

  private static Instant until(Object exp) {
    if (exp instanceof Number seconds && seconds.longValue() > 0) {
      Instant end = Instant.ofEpochSecond(Math.min(seconds.longValue(), 1L << 40));
      if (end.isBefore(Instant.now().plus(LONGEST))) {
        return end;
      }
    }
    throw AAuthProblemException.invalid(
        "exp must be the expiry of the token, at most a day from now.");
  }

  private Set<String> known(TenantContext tenant) {
    Set<String> all = new HashSet<>();
    for (TypedSetting<List<String>> setting :
        List.of(
            PersonServerSettings.AGENT_PROVIDERS,
            PersonServerSettings.RESOURCES,
            PersonServerSettings.PERSON_SERVERS)) {
      all.addAll(PersonServerSettings.read(settings, tenant, setting));
    }
    return all;
  }

  private void record(HttpExchange exchange, String issuer, String id) {
    log.record(
        exchange.tenant().id(),
        AuditInitiator.of(new SubjectRef(SubjectRef.ISSUER, issuer), exchange.requestInfo())
            .auditEvent("aauth_person.token.revoked", "A server revoked a token of its own.")
            .withTarget("token", id));
  }
}
