/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authn.flow;

/** Thrown if a post-login step fails: the user is then not signed in. */
public final class PostLoginStepException extends RuntimeException {
  private final String step;

  PostLoginStepException(String step, RuntimeException cause) {
    super("The sign-in step " + step + " failed.", cause);
    this.step = step;
  }

  /** Returns the name of the step. */
  String step() {
    return step;
  }
}
