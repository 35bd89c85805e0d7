/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.vault.provider;

import org.jspecify.annotations.Nullable;

/** A provider returned no tokens. */
public final class ProviderTokenException extends Exception {

  /** The kind of failure. */
  public enum Kind {
    /** The provider did not respond in time or failed: a retry may succeed. */
    UNAVAILABLE,
    /** The grant is not valid any more ({@code invalid_grant}). */
    ENDED,
    /**
     * The provider refused the request or returned an invalid response: an administrator must check
     * the connection.
     */
    REFUSED
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;

  /**
   * Creates the exception.
   *
   * @param kind the kind of failure
   * @param code the reason, as a word of this server or an OAuth error code; never text from the
   *     provider
   */
  public ProviderTokenException(Kind kind, String code) {
    this(kind, code, code);
  }

  /**
   * Creates the exception.
   *
   * @param kind the kind of failure
   * @param code the reason, as a word of this server or an OAuth error code; never text from the
   *     provider
   * @param message the reason with details for the operator's log
   */
  public ProviderTokenException(Kind kind, String code, @Nullable String message) {
    super(message, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  /** Returns the kind of failure. */
  public Kind kind() {
    return kind;
  }

  /** Returns the reason code. */
  public String code() {
    return code;
  }
}
