package org.lumoauth.agents.workloadaws;

/** Why an attestation does not hold: for the log, never for whoever showed it. */
final class AwsAttestationRejectedException extends Exception {

  AwsAttestationRejectedException(String why) {
    super(why, null, false, false);
  }

  /** Refuses unless something holds. */
  static void require(boolean holds, String otherwise) throws AwsAttestationRejectedException {
    if (!holds) {
      throw new AwsAttestationRejectedException(otherwise);
    }
  }
}
