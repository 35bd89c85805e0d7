package org.lumoauth.agents.aauth.signature;

/** A request that does not prove who signed it. The message is for the signer's developer. */
public final class AAuthSignatureException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong; nothing of it is secret
   */
  public AAuthSignatureException(String message) {
    super(message, null, false, false);
  }
}
