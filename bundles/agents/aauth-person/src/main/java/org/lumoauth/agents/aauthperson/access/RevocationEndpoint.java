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
import org.lumoauth.agents.aauthperson.request.Parameters;
import org.lumoauth.agents.aauthperson.token.Revocations;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditLog;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.settings.SettingsStore;
import org.lumoauth.api.tenant.TenantContext;
import org.lumoauth.platform.web.Exchange;
import org.lumoauth.platform.web.HotEndpoint;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Where a server takes its own tokens back (section Token Revocation). Whose they are is said by
 * the signature alone, and there is no "not found".
 */
@Component(
    service = HotEndpoint.class,
    property = {
      "lumoauth.kind=web",
      "lumoauth.name=aauth-person-revoke",
      "lumoauth.web.routes=POST ~/aauth-person/revoke",
      "lumoauth.web.guard=open"
    })
public final class RevocationEndpoint implements HotEndpoint {

  private static final Duration LONGEST = Duration.ofHours(25);
  private static final Set<String> DOCUMENTS =
      Set.of("aauth-agent.json", "aauth-resource.json", "aauth-person.json");

  private final Answers answers;
  private final Callers callers;
  private final Revocations revocations;
  private final SettingsStore settings;
  private final AuditLog log;

  @Activate
  public RevocationEndpoint(
      @Reference Answers answers,
      @Reference Callers callers,
      @Reference Revocations revocations,
      @Reference SettingsStore settings,
      @Reference AuditLog log) {
    this.answers = answers;
    this.callers = callers;
    this.revocations = revocations;
    this.settings = settings;
    this.log = log;
  }

  @Override
  public void handle(Exchange exchange) throws IOException {
    answers.to(
        exchange,
        () -> {
          TenantContext tenant = exchange.tenant();
          String issuer = callers.server(tenant, exchange, DOCUMENTS, known(tenant));
          Map<String, Object> body = Answers.body(exchange);
          String id = Parameters.text(body, "jti");
          Instant until = until(body.get("exp"));
          revocations.revoke(tenant, issuer, id, until);
          record(exchange, issuer, id);
          exchange.writeJson(200, Map.of());
        });
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
