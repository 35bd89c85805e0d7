package org.lumoauth.oauth.clientidmetadata;

/** A document that no client can be made of. */
final class InvalidClientMetadataException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * @param reason for the log
   */
  InvalidClientMetadataException(String reason) {
    super(reason);
  }
}
