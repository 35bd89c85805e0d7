package org.lumoauth.authz.rebac.language;

/** A text that cannot be read any further. */
final class SyntaxProblem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient Place place;
  private final String code;

  SyntaxProblem(Place place, String message) {
    this(place, "syntax", message);
  }

  SyntaxProblem(Place place, String code, String message) {
    super(message);
    this.place = place;
    this.code = code;
  }

  Place place() {
    return place;
  }

  String code() {
    return code;
  }
}
