package org.lumoauth.agents.workloadaws;

/** Why an attestation does not hold: for the log, never for whoever showed it. */
final class RejectedException extends Exception {

  RejectedException(String why) {
    super(why, null, false, false);
  }

  /** Refuses unless something holds. */
  static void require(boolean holds, String otherwise) throws RejectedException {
    if (!holds) {
      throw new RejectedException(otherwise);
    }
  }
}
