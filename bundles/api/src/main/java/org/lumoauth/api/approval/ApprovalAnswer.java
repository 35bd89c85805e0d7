package org.lumoauth.api.approval;

import java.time.Duration;
import java.util.Optional;

/**
 * What an approver says.
 *
 * @param approve whether it may be done
 * @param notes for other people; at most 2,000 characters
 * @param message for the requester; at most 500 characters
 * @param limit how long what is approved may hold at most
 */
public record ApprovalAnswer(
    boolean approve, Optional<String> notes, Optional<String> message, Optional<Duration> limit) {

  /** Yes or no, and nothing else. */
  public static ApprovalAnswer of(boolean approve) {
    return new ApprovalAnswer(approve, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
