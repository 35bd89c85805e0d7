package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A request of an agent for a permission.
 *
 * @param id {@code jit_} and a ULID
 * @param taskId for which task
 * @param agentId whose it is
 * @param status where it stands now
 * @param risk how much harm it can do
 * @param wanted what it is
 * @param justification why, in the agent's words
 * @param ttlSeconds how long its token lives
 * @param approvalId what people are asked; empty if nobody is
 * @param callback where the agent is told
 * @param createdAt when it was made
 * @param expiresAt until when it is answered or, once approved, the token is fetched
 */
record JitRequest(
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

  /** Where a request stands. */
  enum JitRequestStatus {
    PENDING,
    APPROVED,
    DENIED,
    EXPIRED,
    /** The token was fetched. */
    ISSUED,
    /** The task ended before. */
    CANCELLED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * Where the agent is told.
   *
   * @param url the address
   * @param secret encrypted: by which it is signed
   */
  record JitRequestCallback(String url, byte[] secret) {
    @Override
    public String toString() {
      return "Callback[" + url + "]";
    }
  }
}
