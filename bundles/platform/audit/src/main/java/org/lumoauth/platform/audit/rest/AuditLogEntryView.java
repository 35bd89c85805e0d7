/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The JSON representation of a record. Unknown values are null.
 *
 * @param id the position in the chain
 * @param auditId {@code aud_} and a ULID
 * @param category the first part of the action
 * @param status {@code success}, {@code denied} or {@code failure}
 * @param initiatedBy {@code type:id} of the outermost principal that the actor acted for
 * @param oldValue the old value: the recorded object, or {@code {value}} for other types
 * @param newValue the new value, likewise
 * @param changes the changes, likewise
 * @param principal the subject and its actors, the current actor first
 * @param context all recorded details
 * @param hash the record's own hash, hexadecimal
 * @param previousHash the hash of the previous record
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditLogEntryView(
    long id,
    String auditId,
    String createdAt,
    String eventTime,
    String eventType,
    String action,
    String category,
    String severity,
    String message,
    String actorId,
    String actorName,
    String actorType,
    String authMethod,
    String initiatedBy,
    String targetType,
    String targetId,
    String targetName,
    String ipAddress,
    String userAgent,
    String clientId,
    String sessionId,
    String requestId,
    String status,
    String statusReason,
    Integer durationMs,
    Map<String, Object> geoLocation,
    Map<String, Object> oldValue,
    Map<String, Object> newValue,
    Map<String, Object> changes,
    AuditPrincipal principal,
    Map<String, Object> context,
    String hash,
    String previousHash) {

  /**
   * The subject and the actors of an operation.
   *
   * @param subject {@code type:id} of the subject; the actor itself if it acted on its own behalf
   * @param actorChain {@code type:id} of the actors for the subject, the current actor first
   */
  public record AuditPrincipal(
      String subject, @JsonProperty("actor_chain") List<String> actorChain) {}
}
