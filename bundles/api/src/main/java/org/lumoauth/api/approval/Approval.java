/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * An approval request with its state and answers.
 *
 * @param id {@code apr_} and a ULID
 * @param request the approved or pending request
 * @param parametersHash SHA-256 of the parameters in canonical JSON (RFC 8785), base64url without
 *     padding: the approval covers exactly these
 * @param requiredApprovals the number of different people who must agree
 * @param state the current state
 * @param answers the answers given so far, in order
 * @param createdAt when it was requested
 * @param expiresAt the time until which an answer counts
 */
public record Approval(
    String id,
    NewApproval request,
    String parametersHash,
    int requiredApprovals,
    ApprovalState state,
    List<RecordedAnswer> answers,
    Instant createdAt,
    Instant expiresAt) {

  /** The state of an approval. */
  public enum ApprovalState {
    /** Pending: not enough people have answered yet. */
    PENDING,
    /** Approved by enough people, but not used yet. */
    APPROVED,
    /** Denied by an approver. */
    DENIED,
    /** Expired without enough answers. */
    EXPIRED,
    /** Withdrawn by the requester. */
    WITHDRAWN,
    /** Approved and used. */
    USED;

    /** Returns the name on the wire, in lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * A recorded answer of an approver.
   *
   * @param approver the person who answered
   * @param substitutedFor the person for which the approver answered as a deputy, if any
   * @param answer the answer
   * @param answeredAt when it was given
   */
  public record RecordedAnswer(
      SubjectRef approver,
      Optional<SubjectRef> substitutedFor,
      ApprovalAnswer answer,
      Instant answeredAt) {}

  public Approval {
    answers = List.copyOf(answers);
  }

  /** Returns when the last answer was given. */
  public Optional<Instant> answeredAt() {
    return answers.stream().map(RecordedAnswer::answeredAt).max(Comparator.naturalOrder());
  }

  /** Returns the shortest time limit that an approver set, if any. */
  public Optional<Duration> limit() {
    return answers.stream()
        .flatMap(given -> given.answer().limit().stream())
        .min(Comparator.naturalOrder());
  }
}
