package org.lumoauth.platform.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * What is different, or was, between a tenant and a document.
 *
 * @param section in which section
 * @param key which item
 * @param action {@code create} or {@code update}
 * @param changes members with {@code old} and {@code new}; a member that is not there is absent
 * @param issued what the import made and tells once
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record TransferDifference(
    String section,
    String key,
    String action,
    Map<String, Object> changes,
    Map<String, Object> issued) {
  static final String CREATE = "create";
  static final String UPDATE = "update";

  /** The same with what was made. */
  TransferDifference withIssued(Map<String, Object> made) {
    return new TransferDifference(section, key, action, changes, made);
  }
}
