package org.lumoauth.oauth.richauthorization.schema;

/** A schema that is not taken; the message says why, in a sentence for its author. */
public final class UnsupportedSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedSchemaException(String message) {
    super(message, null, false, false);
  }
}
