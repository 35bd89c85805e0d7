/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.lumoauth.authz.openfga.FgaException;

/**
 * Several tuples on the wire.
 *
 * @param onDuplicate for writes of an existing tuple: {@code error} or {@code ignore}
 * @param onMissing for deletes of a tuple that does not exist: {@code error} or {@code ignore}
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaTupleKeysBody(
    @JsonProperty("tuple_keys") List<FgaTupleKeyBody> tupleKeys,
    @JsonProperty("on_duplicate") String onDuplicate,
    @JsonProperty("on_missing") String onMissing) {

  /** Returns the tuples of an optional member. */
  static List<FgaTupleKeyBody> keys(FgaTupleKeysBody body) {
    if (body == null || body.tupleKeys() == null) {
      return List.of();
    }
    if (body.tupleKeys().stream().anyMatch(Objects::isNull)) {
      throw FgaException.invalid("A tuple key must not be null.");
    }
    return body.tupleKeys();
  }

  /** Returns whether an option is {@code ignore}. */
  static boolean ignores(String option, String name) {
    if (option == null || option.isEmpty() || option.equals("error")) {
      return false;
    }
    if (option.equals("ignore")) {
      return true;
    }
    throw FgaException.invalid("`" + name + "` must be error or ignore.");
  }
}
