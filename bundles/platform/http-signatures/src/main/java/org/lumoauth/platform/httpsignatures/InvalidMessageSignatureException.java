/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.httpsignatures;

/** An invalid message signature or digest. The message is meant for the signer's developer. */
public final class InvalidMessageSignatureException extends Exception {

  /** The cause of the failure. */
  public enum SignatureFailureCause {
    /** The message has no signature. */
    MISSING,
    /** A signature field is malformed. */
    MALFORMED,
    /** The signature does not cover a required component. */
    COVERAGE,
    /** The signature is too old, from the future, or expired. */
    TIME,
    /** The key or the verifier does not allow the algorithm. */
    ALGORITHM,
    /** The verification key is unknown. */
    KEY,
    /** The signature does not match the key and the message. */
    MISMATCH,
    /** The digest does not match the body. */
    DIGEST
  }

  private final SignatureFailureCause problem;

  public InvalidMessageSignatureException(SignatureFailureCause problem, String message) {
    super(message, null, false, false);
    this.problem = problem;
  }

  /** Returns the cause of the failure. */
  public SignatureFailureCause problem() {
    return problem;
  }
}
