/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.workloadaws;

/** The reason why an attestation is invalid: for the log, never for the caller. */
final class AwsAttestationRejectedException extends Exception {

  AwsAttestationRejectedException(String why) {
    super(why, null, false, false);
  }

  /** Throws unless a condition is met. */
  static void require(boolean holds, String otherwise) throws AwsAttestationRejectedException {
    if (!holds) {
      throw new AwsAttestationRejectedException(otherwise);
    }
  }
}
