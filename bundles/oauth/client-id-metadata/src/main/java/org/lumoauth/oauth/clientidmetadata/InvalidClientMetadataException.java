/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.clientidmetadata;

/** Thrown when a document does not describe a valid client. */
final class InvalidClientMetadataException extends Exception {

  private static final long serialVersionUID = 1L;

  /**
   * Creates the exception.
   *
   * @param reason the reason for the log
   */
  InvalidClientMetadataException(String reason) {
    super(reason);
  }
}
