/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.ssf.delivery;

/**
 * The result of a push.
 *
 * @param outcome the outcome, which determines the next step
 * @param reason the reason, for operators
 */
record PushDeliveryResult(PushDeliveryOutcome outcome, String reason) {

  enum PushDeliveryOutcome {
    /** The receiver accepted the event. */
    TAKEN,
    /** The receiver refused the event permanently. */
    REFUSED,
    /** The push failed and will be retried. */
    FAILED,
    /** Outbound requests to the address are not allowed. */
    FORBIDDEN
  }
}
