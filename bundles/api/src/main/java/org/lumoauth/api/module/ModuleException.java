package org.lumoauth.api.module;

/**
 * A module operation that was refused or rolled back. The message says what was found and what to
 * do.
 */
public final class ModuleException extends Exception {
  public ModuleException(String message) {
    super(message);
  }

  public ModuleException(String message, Throwable cause) {
    super(message, cause);
  }
}
