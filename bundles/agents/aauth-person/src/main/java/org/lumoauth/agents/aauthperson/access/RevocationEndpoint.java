package org.lumoauth.agents.aauthperson.access;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.lumoauth.agents.aauthperson.PersonSettings;
import org.lumoauth.agents.aauthperson.caller.Answers;
import org.lumoauth.agents.aauthperson.caller.Callers;
import org.lumoauth.agents.aauthperson.caller.DraftProblem;
import org.lumoauth.agents.aauthperson.caller.DraftRefusal;
import org.lumoauth.agents.aauthperson.pending.Preference;
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.revocation.TakenBack;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.store.AttemptLimiter;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.lumoauth.platform.web.description.AnswersWith;
import org.lumoauth.platform.web.description.Member;
import org.lumoauth.platform.web.description.Refuses;
import org.lumoauth.platform.web.description.Takes;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a server takes its own tokens back (section Token Revocation). Whose they are is said by
 * the signature alone, and there is no "not found".
 */
@Takes(
    on = "POST",
    members = {
      @Member(value = "jti", needed = true),
      @Member(
          value = "exp",
          needed = true,
          type = long.class,
          says = "When the token ends, in seconds since 1970")
    })
@AnswersWith(status = 200)
@AnswersWith(status = 202)
@Refuses(
    value = {400, 401, 403},
    body = DraftRefusal.class,
    as = DraftRefusal.TYPE)
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-revoke",
      "lumoauth.web.routes=POST ~/aauth-person/revoke",
      "lumoauth.web.routes=GET ~/aauth-person/revoke/{revocationKey}",
      HotEndpoint.SUMMARY + "=Take a token back, or ask what became of that (AAuth)",
      "lumoauth.web.guard=open"
    })
public final class RevocationEndpoint implements HotEndpoint {

  private static final Duration LONGEST = Duration.ofHours(25);
  private static final String BELOW = "/aauth-person/revoke/";
  private static final AttemptLimiter.Limit RATE =
      new AttemptLimiter.Limit(2000, Duration.ofHours(1));
  private static final Set<String> DOCUMENTS =
      Set.of("aauth-agent.json", "aauth-resource.json", "aauth-person.json");

  private final Answers answers;
  private final Callers callers;
  private final TakenBack takenBack;
  private final AttemptLimiter limiter;
  private final SettingsStore settings;
  private final AuditLog log;

  @Activate
  public RevocationEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference TakenBack takenBack,
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
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String issuer =
              callers.server(tenant, exchange, DOCUMENTS, known(tenant), "unsupported_iss");
          if (exchange.request().getMethod().equals("GET")) {
            again(exchange, issuer, exchange.path().substring(BELOW.length()));
          } else {
            take(exchange, issuer, Answers.body(exchange));
          }
        });
  }

  private void take(Exchange exchange, String issuer, Map<String, Object> body) throws IOException {
    TenantContext tenant = exchange.tenant();
    String id = Parameters.text(body, "jti");
    Instant until = until(body.get("exp"));
    limit(exchange, issuer);
    String taken = takenBack.take(tenant, issuer, id, until, Preference.wait(exchange.request()));
    record(exchange, issuer, id);
    answer(exchange, taken);
  }

  /** Whoever did not take it back is told as if there were nothing. */
  private void again(Exchange exchange, String issuer, String taken) throws IOException {
    if (!takenBack.isOf(exchange.tenant(), issuer, taken)) {
      throw new DraftProblem(404, "invalid_request", "There is nothing to wait for.");
    }
    answer(exchange, taken);
  }

  private void answer(Exchange exchange, String taken) throws IOException {
    TenantContext tenant = exchange.tenant();
    Optional<Map<String, Object>> answer = takenBack.answer(tenant, taken);
    if (answer.isEmpty()) { // section Revocation Response, Deferred completion
      exchange.response().setHeader("Location", tenant.issuer() + BELOW + taken);
      exchange.response().setHeader("Retry-After", "5");
    }
    exchange.writeJson(answer.isPresent() ? 200 : 202, answer.orElse(Map.of("status", "pending")));
  }

  private void limit(Exchange exchange, String issuer) {
    Optional<Instant> later = limiter.count(exchange.tenant(), "aauth-revoke", issuer, RATE);
    if (later.isPresent()) {
      long seconds = Math.max(1, Duration.between(Instant.now(), later.get()).toSeconds() + 1);
      exchange.response().setHeader("Retry-After", String.valueOf(seconds));
      throw new DraftProblem(429, "rate_limited", "Too many were taken back; later, please.");
    }
  }

  private static Instant until(Object exp) {
    if (exp instanceof Number seconds && seconds.longValue() > 0) {
      Instant end = Instant.ofEpochSecond(Math.min(seconds.longValue(), 1L << 40));
      if (end.isBefore(Instant.now().plus(LONGEST))) {
        return end;
      }
    }
    throw DraftProblem.invalid("exp is the end of the token, within a day.");
  }

  private Set<String> known(TenantContext tenant) {
    Set<String> all = new HashSet<>();
    for (String name :
        List.of(
            PersonSettings.AGENT_PROVIDERS,
            PersonSettings.RESOURCES,
            PersonSettings.PERSON_SERVERS)) {
      all.addAll(PersonSettings.read(settings, tenant, name));
    }
    return all;
  }

  private void record(Exchange exchange, String issuer, String id) {
    log.record(
        exchange.tenant().id(),
        new AuditEvent(
            "aauth_person.token.revoked",
            AuditEvent.Outcome.SUCCESS,
            new SubjectRef(SubjectRef.ISSUER, issuer),
            List.of(),
            Optional.of(new AuditEvent.Target("token", id, Optional.empty())),
            "A server took a token of its own back.",
            Optional.of(exchange.requestInfo()),
            Map.of()));
  }
}
