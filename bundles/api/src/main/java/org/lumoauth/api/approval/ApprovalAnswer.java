/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.approval;

import java.time.Duration;
import java.util.Optional;

/**
 * The answer of an approver.
 *
 * @param approve whether the request is approved
 * @param notes notes for other people; at most 2,000 characters
 * @param message a message for the requester; at most 500 characters
 * @param limit the maximum validity of the approved permission
 */
public record ApprovalAnswer(
    boolean approve, Optional<String> notes, Optional<String> message, Optional<Duration> limit) {

  /** Returns an answer without notes, message or limit. */
  public static ApprovalAnswer of(boolean approve) {
    return new ApprovalAnswer(approve, Optional.empty(), Optional.empty(), Optional.empty());
  }
}
