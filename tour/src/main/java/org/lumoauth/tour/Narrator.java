/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.tour;

import java.io.PrintStream;

/**
 * Prints the steps. A secret is printed as the variable that the commands use, never as its value.
 */
final class Narrator {

  private final PrintStream out;
  private int step;

  Narrator(PrintStream out) {
    this.out = out;
  }

  void step(String title) {
    out.println();
    out.println(++step + ". " + title);
  }

  void say(String text) {
    out.println("   " + text);
  }

  void command(String text) {
    out.println("   $ " + text);
  }

  /** Prints the assignment of a variable for the following commands. */
  void variable(String name, String value) {
    command(name + "=" + value);
  }

  /**
   * Prints the variable that the commands use for a secret.
   *
   * @param member the response member with the secret
   */
  void secret(String name, String member) {
    command(name + "=…   # \"" + member + "\" of the response, not printed here");
  }
}
