/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.jit.task;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * A task of an agent, the unit that permissions are requested for.
 *
 * @param id {@code task_} and a ULID
 * @param agentId the id of its agent
 * @param subject the subject of its tokens: {@code agent:<slug>:task:<id>}
 * @param name the display name
 * @param type the type of the task, chosen by the agent
 * @param parentId the id of the parent task
 * @param userId the user that the task is on behalf of
 * @param delegationId the user's consent that the task depends on; a later consent does not replace
 *     it
 * @param witnessId a token id, created when the task began; used to check the task against token
 *     revocations
 * @param status the status
 * @param denials the number of denied requests
 * @param anomalies the number of detected anomalies
 * @param deniedAt when the last request was denied; empty if none was
 * @param anomalyAt when the last anomaly was detected; empty if none was
 * @param createdAt when the task began
 * @param expiresAt when the task expires
 * @param endedAt when the task was ended; empty while it is active and if it expired
 */
public record AgentTask(
    String id,
    String agentId,
    String subject,
    String name,
    Optional<String> type,
    Optional<String> parentId,
    Optional<String> userId,
    Optional<String> delegationId,
    String witnessId,
    AgentTaskStatus status,
    int denials,
    int anomalies,
    Optional<Instant> deniedAt,
    Optional<Instant> anomalyAt,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> endedAt) {

  /** The status of a task. */
  public enum AgentTaskStatus {
    ACTIVE,
    COMPLETED,
    FAILED,
    CANCELLED,
    SUSPENDED,
    EXPIRED;

    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public boolean isActive() {
    return status == AgentTaskStatus.ACTIVE;
  }
}
