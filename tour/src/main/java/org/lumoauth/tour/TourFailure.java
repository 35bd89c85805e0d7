package org.lumoauth.tour;

/** Something was not as it should be. The message says what was expected and what came. */
final class TourFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  TourFailure(String message) {
    super(message);
  }
}
