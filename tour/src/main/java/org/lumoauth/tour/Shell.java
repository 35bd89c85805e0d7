package org.lumoauth.tour;

/** Text as a POSIX shell takes it. */
final class Shell {

  private Shell() {}

  /** One word, whatever is in it. */
  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }
}
