/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.request;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.agents.jit.risk.RiskLevel;

/**
 * A permission request of an agent.
 *
 * @param id {@code jit_} and a ULID
 * @param taskId the id of the task
 * @param agentId the id of the agent
 * @param status the status
 * @param risk the risk level
 * @param wanted the requested access
 * @param justification the reason, in the agent's words
 * @param ttlSeconds the lifetime of the token, in seconds
 * @param approvalId the id of the approval; empty if none is required
 * @param callback the callback of the agent
 * @param createdAt the creation time
 * @param expiresAt the deadline for the answer or, after the approval, for fetching the token
 */
public record JitRequest(
    String id,
    String taskId,
    String agentId,
    JitRequestStatus status,
    RiskLevel risk,
    JitRequestedAccess wanted,
    String justification,
    int ttlSeconds,
    Optional<String> approvalId,
    Optional<JitRequestCallback> callback,
    Instant createdAt,
    Instant expiresAt) {

  /** The status of a permission request. */
  public enum JitRequestStatus {
    PENDING,
    APPROVED,
    DENIED,
    EXPIRED,
    /** The token was fetched. */
    ISSUED,
    /** The task ended before the token was fetched. */
    CANCELLED;

    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * The callback of a request.
   *
   * @param url the address
   * @param secret the encrypted signing secret
   */
  record JitRequestCallback(String url, byte[] secret) {
    @Override
    public String toString() {
      return "Callback[" + url + "]";
    }
  }
}
