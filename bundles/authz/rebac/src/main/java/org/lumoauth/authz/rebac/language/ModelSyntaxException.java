/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.language;

/** Thrown when a text cannot be parsed further. */
public final class ModelSyntaxException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient SourcePosition place;
  private final String code;

  public ModelSyntaxException(SourcePosition place, String message) {
    this(place, "syntax", message);
  }

  public ModelSyntaxException(SourcePosition place, String code, String message) {
    super(message);
    this.place = place;
    this.code = code;
  }

  SourcePosition place() {
    return place;
  }

  String code() {
    return code;
  }
}
