/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.outbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.agents.ssf.event.SecurityEvent;
import org.lumoauth.agents.ssf.event.SecurityEventTypes;
import org.lumoauth.agents.ssf.stream.EventStream;
import org.lumoauth.agents.ssf.subject.SubjectIdentifier;
import org.lumoauth.api.id.IdGenerator;
import org.lumoauth.api.tenant.TenantContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Writes the claims of security event tokens (RFC 8417 section 2.2). They have no {@code sub} and
 * no {@code exp}, so that they cannot be mistaken for ID or access tokens (SSF section 4.1).
 */
@Component(service = QueuedSecurityEventFactory.class)
public final class QueuedSecurityEventFactory {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final IdGenerator identifiers;

  @Activate
  public QueuedSecurityEventFactory(@Reference IdGenerator identifiers) {
    this.identifiers = identifiers;
  }

  QueuedSecurityEvent of(
      TenantContext tenant,
      EventStream stream,
      SecurityEvent signal,
      Map<String, Object> subject,
      Instant now) {
    return write(
        tenant,
        stream,
        subject,
        Optional.of(signal.recordId()),
        signal.type(),
        signal.claims(),
        now);
  }

  /** Creates a verification event. */
  public QueuedSecurityEvent verification(
      TenantContext tenant, EventStream stream, Optional<String> state, Instant now) {
    Map<String, Object> members = new LinkedHashMap<>();
    state.ifPresent(text -> members.put("state", text));
    return ofStream(tenant, stream, SecurityEventTypes.VERIFICATION, members, now);
  }

  /** Creates a stream-updated event after a status change by the transmitter. */
  public QueuedSecurityEvent updated(TenantContext tenant, EventStream stream, Instant now) {
    return ofStream(
        tenant,
        stream,
        SecurityEventTypes.STREAM_UPDATED,
        Map.of("status", stream.status().wire(), "reason", stream.reason()),
        now);
  }

  private QueuedSecurityEvent ofStream(
      TenantContext tenant,
      EventStream stream,
      String type,
      Map<String, Object> members,
      Instant now) {
    Map<String, Object> subject = SubjectIdentifier.opaque(stream.id()).claim();
    return write(tenant, stream, subject, Optional.empty(), type, members, now);
  }

  private QueuedSecurityEvent write(
      TenantContext tenant,
      EventStream stream,
      Map<String, Object> subject,
      Optional<String> transaction,
      String type,
      Map<String, Object> members,
      Instant now) {
    String jti = identifiers.next("set_");
    Map<String, Object> claims = new LinkedHashMap<>();
    claims.put("iss", tenant.issuer());
    claims.put("aud", stream.audience());
    claims.put("iat", now.getEpochSecond());
    claims.put("jti", jti);
    transaction.ifPresent(id -> claims.put("txn", id));
    claims.put("sub_id", subject);
    claims.put("events", Map.of(type, members));
    try {
      return new QueuedSecurityEvent(jti, JSON.writeValueAsString(claims));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("the claims cannot be serialized as JSON", e);
    }
  }
}
