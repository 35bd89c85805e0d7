/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.platform.transfer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;

/**
 * A difference between a tenant and a document.
 *
 * @param section the section
 * @param key the item
 * @param action {@code create} or {@code update}
 * @param changes the members with {@code old} and {@code new}; an absent member is omitted
 * @param issued values that the import generated and that are shown only once
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

  /** Returns the difference with generated values. */
  TransferDifference withIssued(Map<String, Object> made) {
    return new TransferDifference(section, key, action, changes, made);
  }
}
