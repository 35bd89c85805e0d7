/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.agents.aauthperson.token;

import java.util.Locale;
import org.lumoauth.agents.aauthperson.signature.IssuerKeyException;

/** Thrown if a token is invalid. */
public final class AAuthTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** The reason why a token is invalid. */
  public enum AAuthTokenFault {
    INVALID,
    EXPIRED,
    REVOKED
  }

  private final AAuthTokenFault way;
  private final String signatureError;

  public AAuthTokenException(AAuthTokenFault way, String message) {
    this(way, message, way.name().toLowerCase(Locale.ROOT) + "_jwt");
  }

  /** Creates the error for an issuer with keys that cannot be resolved, or without the key. */
  AAuthTokenException(IssuerKeyException problem) {
    this(AAuthTokenFault.INVALID, problem.getMessage(), problem.error());
  }

  private AAuthTokenException(AAuthTokenFault way, String message, String signatureError) {
    super(message, null, false, false);
    this.way = way;
    this.signatureError = signatureError;
  }

  /** Returns the reason. */
  public AAuthTokenFault fault() {
    return way;
  }

  /** Returns the error code if the token authenticates a request, such as {@code expired_jwt}. */
  public String signatureError() {
    return signatureError;
  }

  /**
   * Returns the error code if the token was a parameter, such as {@code expired_resource_token}.
   */
  public String code(String parameter) {
    return way.name().toLowerCase(Locale.ROOT) + "_" + parameter;
  }
}
