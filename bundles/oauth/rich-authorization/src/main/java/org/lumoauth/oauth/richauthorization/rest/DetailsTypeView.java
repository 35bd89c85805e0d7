/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.oauth.richauthorization.rest;

import java.util.Map;
import org.lumoauth.oauth.richauthorization.RegisteredDetailsType;

/** A declared type in the admin API. */
public record DetailsTypeView(
    String id,
    String type,
    String name,
    Map<String, String> words,
    Map<String, Object> schema,
    String createdAt) {

  static DetailsTypeView of(RegisteredDetailsType type) {
    var declared = type.declared();
    return new DetailsTypeView(
        type.id(),
        declared.type(),
        declared.name(),
        declared.words(),
        declared.schema(),
        type.createdAt().toString());
  }
}
