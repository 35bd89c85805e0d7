package org.lumoauth.oauth.clientidmetadata;

/** A document that no client can be made of. */
final class UnusableDocumentException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the log
   */
  UnusableDocumentException(String reason) {
    super(reason);
  }
}
