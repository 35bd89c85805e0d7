/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.api.module;

/**
 * Thrown if a module operation was rejected or rolled back. The message states the problem and what
 * to do.
 */
public final class ModuleException extends Exception {
  public ModuleException(String message) {
    super(message);
  }

  public ModuleException(String message, Throwable cause) {
    super(message, cause);
  }
}
