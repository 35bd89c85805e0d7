/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.event;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.audit.AuditEvent;
import org.lumoauth.api.audit.AuditRecord;
import org.lumoauth.api.directory.SubjectRef;
import org.lumoauth.api.message.EmailAddress;

/** Creates events from one audit record about one subject. */
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

  /** Creates a RISC event, without members of its own. */
  SecurityEvent account(String type) {
    return signal(type, Map.of());
  }

  List<SecurityEvent> stopped(String type) {
    return List.of(sessionRevoked(), account(type));
  }

  /** Returns the common members of CAEP section 2: initiator, reason and time. */
  private Map<String, Object> caep() {
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("initiating_entity", initiator());
    claims.put("reason_admin", Map.of("en", from.event().message()));
    claims.put("event_timestamp", from.time().getEpochSecond());
    return claims;
  }

  /**
   * Returns the initiator: {@code user} for a person acting for themselves, {@code policy} for a
   * server component that applies rules, {@code system} for other server components and for an
   * agent or client acting for itself, otherwise {@code admin}. Server components that apply rules
   * have names that end in "policy".
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

  /** Returns the user's address, which the directory stores as the target name of the record. */
  private Optional<String> address() {
    return from.event()
        .target()
        .filter(target -> target.type().equals(SubjectRef.USER))
        .flatMap(AuditEvent.AuditTarget::name)
        .filter(EmailAddress::isValid);
  }
}
