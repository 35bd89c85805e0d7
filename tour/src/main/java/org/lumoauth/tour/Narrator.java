package org.lumoauth.tour;

import java.io.PrintStream;

/** Says what happens. Secrets are shown once, as a shell variable that later commands use. */
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

  /** Sets a variable for the commands that follow. */
  void variable(String name, String value) {
    command(name + "=" + value);
  }
}
