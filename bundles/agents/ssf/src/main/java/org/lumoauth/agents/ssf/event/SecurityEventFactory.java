package org.lumoauth.agents.ssf.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.message.EmailAddress;

/** Makes signals of one audit record about one subject. */
final class SecurityEventFactory {

  private static final String POLICY = "-policy";

  private final AuditRecord from;
  private final SubjectRef subject;
  private Optional<String> session = Optional.empty();
  private Optional<SubjectRef> application = Optional.empty();
  private Optional<String> onlyFor = Optional.empty();

  SecurityEventFactory(AuditRecord from, SubjectRef subject) {
    this.from = from;
    this.subject = subject;
  }

  SecurityEventFactory session(String id) {
    session = Optional.of(id);
    return this;
  }

  SecurityEventFactory application(SubjectRef who) {
    application = Optional.of(who);
    return this;
  }

  SecurityEventFactory onlyFor(String clientId) {
    onlyFor = Optional.of(clientId);
    return this;
  }

  SecurityEvent sessionRevoked() {
    return signal(SecurityEventTypes.SESSION_REVOKED, caep());
  }

  SecurityEvent credentialChange(String credential, String change) {
    Map<String, Object> claims = caep();
    claims.put("credential_type", credential);
    claims.put("change_type", change);
    return signal(SecurityEventTypes.CREDENTIAL_CHANGE, claims);
  }

  /** An event of RISC, which has no members of its own here. */
  SecurityEvent account(String type) {
    return signal(type, Map.of());
  }

  List<SecurityEvent> stopped(String type) {
    return List.of(sessionRevoked(), account(type));
  }

  /** CAEP section 2: who set it off, why and when. */
  private Map<String, Object> caep() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("initiating_entity", initiator());
    claims.put("reason_admin", Map.of("en", from.event().message()));
    claims.put("event_timestamp", from.time().getEpochSecond());
    return claims;
  }

  /**
   * Who set it off: a person for themselves ({@code user}), the server by a rule ({@code policy})
   * or as a consequence, or an agent or client for itself ({@code system}), else somebody who
   * administers ({@code admin}). The part of the server that acts by a rule is called so.
   */
  private String initiator() {
    SubjectRef actor = from.event().actor();
    if (actor.type().equals(SubjectRef.OPERATOR)) {
      return actor.id().endsWith(POLICY) ? "policy" : "system";
    }
    if (actor.equals(subject)) {
      return actor.type().equals(SubjectRef.USER) ? "user" : "system";
    }
    return application.equals(Optional.of(actor)) ? "system" : "admin";
  }

  private SecurityEvent signal(String type, Map<String, Object> claims) {
    return new SecurityEvent(
        type,
        subject,
        session,
        application,
        onlyFor,
        claims,
        address(),
        from.id(),
        from.sequence(),
        from.time());
  }

  /** The directory writes a user's address as the name of the record's target. */
  private Optional<String> address() {
    return from.event()
        .target()
        .filter(target -> target.type().equals(SubjectRef.USER))
        .flatMap(AuditEvent.AuditTarget::name)
        .filter(EmailAddress::isValid);
  }
}
