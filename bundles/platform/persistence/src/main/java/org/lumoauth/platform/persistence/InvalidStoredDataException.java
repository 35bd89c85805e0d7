/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.persistence;

import com.fasterxml.jackson.databind.JsonMappingException;
import java.util.stream.Collectors;

/**
 * Stored data is not valid, for example after an incomplete restore. The message names the table,
 * the row and the member for the operator; the data, which may be secret, is neither in the message
 * nor in a cause.
 */
public final class InvalidStoredDataException extends RuntimeException {

  /**
   * Creates an exception.
   *
   * @param problem the failure of the parser; only the position of the invalid member is used
   */
  public InvalidStoredDataException(String table, String id, Exception problem) {
    super(
        "The stored JSON in the row "
            + id
            + " of the table "
            + table
            + " is not valid"
            + at(problem));
  }

  private static String at(Exception problem) {
    String path =
        problem instanceof JsonMappingException mapping
            ? mapping.getPath().stream()
                .map(
                    each ->
                        each.getFieldName() == null
                            ? Integer.toString(each.getIndex())
                            : each.getFieldName())
                .collect(Collectors.joining("."))
            : "";
    return path.isEmpty() ? "." : " at " + path + ".";
  }
}
