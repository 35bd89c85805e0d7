/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.event;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * A security event for receivers.
 *
 * @param type the event type
 * @param subject the subject
 * @param session the session of the subject; empty for all sessions
 * @param application the application that acted for the subject, if the event is limited to it
 * @param onlyFor the client that alone receives the event; empty for every receiver
 * @param claims the members of the event
 * @param address the subject's e-mail address, if the record contains it
 * @param recordId the id of the audit record
 * @param sequence the sequence number of the audit record
 * @param time the time of the event
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
