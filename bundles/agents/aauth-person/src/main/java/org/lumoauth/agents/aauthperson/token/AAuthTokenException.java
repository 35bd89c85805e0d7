package org.lumoauth.agents.aauthperson.token;

import java.util.Locale;
import org.lumoauth.agents.aauthperson.signature.IssuerKeyException;

/** A token that does not hold. */
public final class AAuthTokenException extends Exception {
  private static final long serialVersionUID = 1L;

  /** In which way. */
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

  /** One whose issuer does not say what its keys are, or has no such key. */
  AAuthTokenException(IssuerKeyException problem) {
    this(AAuthTokenFault.INVALID, problem.getMessage(), problem.error());
  }

  private AAuthTokenException(AAuthTokenFault way, String message, String signatureError) {
    super(message, null, false, false);
    this.way = way;
    this.signatureError = signatureError;
  }

  /** In which way. */
  public AAuthTokenFault fault() {
    return way;
  }

  /** The code where the token signs a request, as {@code expired_jwt}. */
  public String signatureError() {
    return signatureError;
  }

  /** The code where the token was a parameter, as {@code expired_resource_token}. */
  public String code(String parameter) {
    return way.name().toLowerCase(Locale.ROOT) + "_" + parameter;
  }
}
