package org.lumoauth.platform.httpsignatures;

/**
 * A message signature, or a digest, that does not hold. The message is for the signer's developer.
 */
public final class InvalidMessageSignatureException extends Exception {

  /** What is wrong. */
  public enum SignatureFailureCause {
    /** There is no signature. */
    MISSING,
    /** A signature field is not what it has to be. */
    MALFORMED,
    /** It does not cover what it has to. */
    COVERAGE,
    /** It is too old, from the future, or over. */
    TIME,
    /** The algorithm is not one that the key and the verifier take. */
    ALGORITHM,
    /** There is no key to verify it by. */
    KEY,
    /** The key did not make it over this message. */
    MISMATCH,
    /** The body is not the one that the digest is of. */
    DIGEST
  }

  private final SignatureFailureCause problem;

  public InvalidMessageSignatureException(SignatureFailureCause problem, String message) {
    super(message, null, false, false);
    this.problem = problem;
  }

  /** What is wrong. */
  public SignatureFailureCause problem() {
    return problem;
  }
}
