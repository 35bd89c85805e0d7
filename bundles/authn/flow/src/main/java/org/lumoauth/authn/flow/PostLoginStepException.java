package org.lumoauth.authn.flow;

/** A step that follows the proof does not work: whoever it might have asked is not signed in. */
final class PostLoginStepException extends RuntimeException {
  private final String step;

  PostLoginStepException(String step, RuntimeException cause) {
    super("The step " + step + " of a sign-in failed.", cause);
    this.step = step;
  }

  /** The step's name. */
  String step() {
    return step;
  }
}
