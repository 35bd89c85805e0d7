/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.schema;

/**
 * Thrown when a schema is not supported. The message is a sentence for the author of the schema.
 */
public final class UnsupportedSchemaException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnsupportedSchemaException(String message) {
    super(message, null, false, false);
  }
}
