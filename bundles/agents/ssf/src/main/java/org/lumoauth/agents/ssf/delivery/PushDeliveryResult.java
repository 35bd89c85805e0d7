package org.lumoauth.agents.ssf.delivery;

/**
 * What became of a push.
 *
 * @param outcome what to do about it
 * @param reason why, for the operator
 */
record PushDeliveryResult(PushDeliveryOutcome outcome, String reason) {

  enum PushDeliveryOutcome {
    /** The receiver has the event. */
    TAKEN,
    /** The receiver can't use the event, and will not later. */
    REFUSED,
    /** To be tried again. */
    FAILED,
    /** The address may not be asked at all. */
    FORBIDDEN
  }
}
