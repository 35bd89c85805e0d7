/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.keys.master;

/** The master key cannot be used. The message tells the operator the problem and the solution. */
public final class MasterKeyException extends Exception {
  private static final long serialVersionUID = 1L;

  public MasterKeyException(String message) {
    super(message);
  }

  public MasterKeyException(String message, Throwable cause) {
    super(message, cause);
  }
}
