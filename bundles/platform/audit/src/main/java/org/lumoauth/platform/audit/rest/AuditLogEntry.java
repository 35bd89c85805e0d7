package org.lumoauth.platform.audit.rest;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * A record as the API shows it; null where nothing is known.
 *
 * @param id the place in the chain
 * @param auditId {@code aud_} and a ULID
 * @param category the first part of the action
 * @param status {@code success}, {@code denied} or {@code failure}
 * @param initiatedBy {@code type:id} of the outermost principal that the actor acted for
 * @param oldValue what was: the object that was recorded, or {@code {value}} of what is none
 * @param newValue what is, likewise
 * @param changes likewise
 * @param principal for whom it was done, and who acted, the current actor first
 * @param context all details that were recorded
 * @param hash the record's own hash, hexadecimal
 * @param previousHash the hash of the record before
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record AuditLogEntry(
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
   * Who acted for whom.
   *
   * @param subject {@code type:id} of who it was done for: whoever acted, where nobody acted for
   *     another
   * @param actorChain {@code type:id} of who acted for the subject, the current actor first
   */
  public record AuditPrincipal(
      String subject, @JsonProperty("actor_chain") List<String> actorChain) {}
}
