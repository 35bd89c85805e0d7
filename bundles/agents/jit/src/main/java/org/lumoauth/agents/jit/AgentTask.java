package org.lumoauth.agents.jit;

import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * Something that an agent does, for which it asks for permissions.
 *
 * @param id {@code task_} and a ULID
 * @param agentId whose it is
 * @param subject the subject of its tokens: {@code agent:<slug>:task:<id>}
 * @param name what people call it
 * @param type what kind of task it is, in the agent's words
 * @param parentId the task that it is a part of
 * @param userId the user for whom it is done
 * @param delegationId what that user consented to: the task hangs on it, and on no later one
 * @param witnessId an id as tokens have it, made when the task began
 * @param status where it stands now
 * @param denials how many requests were denied
 * @param anomalies how often something unusual was seen
 * @param deniedAt when the last of the requests was denied; empty while none was
 * @param anomalyAt when the last unusual thing was seen; empty while none was
 * @param createdAt when it began
 * @param expiresAt when it ends if nothing ends it before
 * @param endedAt when it was ended; empty while it goes on, and where it ran out of time
 */
record AgentTask(
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

  /** Where a task stands. */
  enum AgentTaskStatus {
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

  boolean isActive() {
    return status == AgentTaskStatus.ACTIVE;
  }
}
