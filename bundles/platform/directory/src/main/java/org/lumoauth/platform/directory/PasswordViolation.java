package org.lumoauth.platform.directory;

/** Why a password is not taken. */
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

  /** The key of its message. */
  String key() {
    return key;
  }

  /** A sentence for callers of the API. */
  String sentence(int minimum) {
    return switch (this) {
      case TOO_SHORT -> "password has at least " + minimum + " characters.";
      case TOO_LONG -> "password has at most " + PasswordPolicy.MAX_LENGTH + " characters.";
      case CONTROL_CHARACTER -> "password has no control characters.";
      case COMMON -> "password is too easy to guess: many people use it.";
      case PERSONAL -> "password is too easy to guess: it is made of names that are known.";
    };
  }
}
