package org.lumoauth.platform.audit.chain;

/**
 * An event as it is stored: plain text that a database gives back exactly as it took it. Null where
 * the event says nothing.
 *
 * @param onBehalfOf JSON, a list of {@code type:id}
 * @param details JSON, an object
 */
public record SerializedAuditEvent(
    String action,
    String outcome,
    String actorType,
    String actorId,
    String onBehalfOf,
    String targetType,
    String targetId,
    String targetName,
    String message,
    String requestId,
    String remoteAddress,
    String userAgent,
    String clientId,
    String details) {}
