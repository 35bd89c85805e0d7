package org.lumoauth.agents.ssf.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * Something that receivers are told of.
 *
 * @param type the event's type
 * @param subject about whom
 * @param session the subject's session that it is about; empty for all of them
 * @param application who acted for the subject, where it is about that alone
 * @param onlyFor the client that alone is told; empty for every receiver
 * @param claims the event's members
 * @param address the subject's e-mail address, where the record names it
 * @param recordId the audit record that it was made from
 * @param sequence that record's place
 * @param time when it happened
 */
public record SecurityEvent(
    String type,
    SubjectRef subject,
    Optional<String> session,
    Optional<SubjectRef> application,
    Optional<String> onlyFor,
    Map<String, Object> claims,
    Optional<String> address,
    String recordId,
    long sequence,
    Instant time) {
  public SecurityEvent {
    claims = Map.copyOf(claims);
  }
}
