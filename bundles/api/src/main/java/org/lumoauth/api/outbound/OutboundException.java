/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.outbound;

/** Thrown if a request was not sent, or not answered within its limits. */
public final class OutboundException extends Exception {

  private final boolean refused;

  /**
   * @param message a description of the problem, for the operator
   * @param refused whether the address is not allowed at all, so that retries are useless
   */
  public OutboundException(String message, boolean refused) {
    super(message);
    this.refused = refused;
  }

  /** Returns whether the address is not allowed at all. */
  public boolean isRefused() {
    return refused;
  }
}
