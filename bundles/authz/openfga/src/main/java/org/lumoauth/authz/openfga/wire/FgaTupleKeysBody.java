package org.lumoauth.authz.openfga.wire;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Objects;
import org.lumoauth.authz.openfga.FgaException;

/**
 * Several tuples on the wire.
 *
 * @param onDuplicate of writes: what becomes of one that is there, {@code error} or {@code ignore}
 * @param onMissing of deletes: what becomes of one that is not there
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record FgaTupleKeysBody(
    @JsonProperty("tuple_keys") List<FgaTupleKeyBody> tupleKeys,
    @JsonProperty("on_duplicate") String onDuplicate,
    @JsonProperty("on_missing") String onMissing) {

  /** The tuples of a member that may be absent. */
  static List<FgaTupleKeyBody> keys(FgaTupleKeysBody body) {
    if (body == null || body.tupleKeys() == null) {
      return List.of();
    }
    if (body.tupleKeys().stream().anyMatch(Objects::isNull)) {
      throw FgaException.invalid("A tuple key is null.");
    }
    return body.tupleKeys();
  }

  /** Whether an option says {@code ignore}. */
  static boolean ignores(String option, String name) {
    if (option == null || option.isEmpty() || option.equals("error")) {
      return false;
    }
    if (option.equals("ignore")) {
      return true;
    }
    throw FgaException.invalid(name + " is error or ignore.");
  }
}
