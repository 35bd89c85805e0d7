/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.audit.chain;

/**
 * An event in its stored form: plain text that a database returns unchanged. Absent values are
 * null.
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
