/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.directory.password;

/** A reason why a password is rejected. */
enum PasswordViolation {
  TOO_SHORT("directory.password.too-short"),
  TOO_LONG("directory.password.too-long"),
  CONTROL_CHARACTER("directory.password.control-character"),
  COMMON("directory.password.common"),
  PERSONAL("directory.password.personal");

  private final String key;

  PasswordViolation(String key) {
    this.key = key;
  }

  /** Returns the key of the localized message. */
  String key() {
    return key;
  }

  /** Returns the message for API callers. */
  String sentence(int minimum) {
    return switch (this) {
      case TOO_SHORT -> "`password` must have at least " + minimum + " characters.";
      case TOO_LONG -> "`password` must have at most " + PasswordPolicy.MAX_LENGTH + " characters.";
      case CONTROL_CHARACTER -> "`password` must not contain control characters.";
      case COMMON ->
          "`password` is too easy to guess, because it is commonly used. Choose " + "another one.";
      case PERSONAL ->
          "`password` is too easy to guess, because it consists of known names. "
              + "Choose another one.";
    };
  }
}
