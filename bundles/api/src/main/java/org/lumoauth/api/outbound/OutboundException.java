package org.lumoauth.api.outbound;

/** A request that was not sent, or not answered within its limits. */
public final class OutboundException extends Exception {

  private final boolean refused;

  /**
   * @param message what went wrong, for the operator
   * @param refused whether the address may not be asked at all, so that trying again is useless
   */
  public OutboundException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** Whether the address may not be asked at all. */
  public boolean isRefused() {
    return refused;
  }
}
