package org.lumoauth.agents.vault.provider;

/** A provider gave no tokens. */
public final class ProviderTokenException extends Exception {

  /** What that means. */
  public enum Kind {
    /** It did not answer in time, or is out of order: trying again may help. */
    UNAVAILABLE,
    /** What we have is worth nothing any more ({@code invalid_grant}): the grant has ended. */
    ENDED,
    /** It refused, or said something that is no answer: somebody has to look at it. */
    REFUSED
  }

  private static final long serialVersionUID = 1L;

  private final Kind kind;
  private final String code;

  /**
   * @param kind what it means
   * @param code why, in one word of ours or an error code of OAuth; never what the provider wrote
   */
  public ProviderTokenException(Kind kind, String code) {
    super(code, null, false, false);
    this.kind = kind;
    this.code = code;
  }

  /** What it means. */
  public Kind kind() {
    return kind;
  }

  /** Why, in one word. */
  public String code() {
    return code;
  }
}
