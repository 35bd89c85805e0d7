package org.lumoauth.api.approval;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.lumoauth.api.directory.SubjectRef;

/**
 * What became of something that people are asked to approve.
 *
 * @param id {@code apr_} and a ULID
 * @param asked what they are asked
 * @param parametersHash SHA-256 of the parameters in canonical JSON (RFC 8785), base64url without
 *     padding: an approval covers exactly these
 * @param people how many different people have to agree
 * @param state where it stands now
 * @param answers what was said so far, in order
 * @param createdAt when it was asked
 * @param expiresAt until when an answer counts
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

  /** Where an approval stands. */
  public enum ApprovalState {
    /** Not enough people answered yet. */
    PENDING,
    /** Enough people agreed, and nobody made use of it yet. */
    APPROVED,
    /** Somebody said no. */
    DENIED,
    /** Nobody answered in time. */
    EXPIRED,
    /** Whoever asked took it back. */
    WITHDRAWN,
    /** Approved, and done. */
    USED;

    /** The name on the wire, in lower case. */
    public String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * An answer that somebody gave.
   *
   * @param approver who gave it
   * @param inPlaceOf whose right it was, where that was somebody else
   * @param answer what they said
   * @param at when
   */
  public record RecordedAnswer(
      SubjectRef approver,
      Optional<SubjectRef> substitutedFor,
      ApprovalAnswer answer,
      Instant answeredAt) {}

  public Approval {
    answers = List.copyOf(answers);
  }

  /** When the last answer was given. */
  public Optional<Instant> answeredAt() {
    return answers.stream().map(RecordedAnswer::answeredAt).max(Comparator.naturalOrder());
  }

  /** The shortest time that an approver limited it to, if one did. */
  public Optional<Duration> limit() {
    return answers.stream()
        .flatMap(given -> given.answer().limit().stream())
        .min(Comparator.naturalOrder());
  }
}
