/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.rebac.model;

import java.util.Optional;

/**
 * A subject type of a relation's tuples.
 *
 * @param type the type
 * @param relation the relation of usersets, for example {@code member} in {@code group#member}
 * @param wildcard whether it includes all objects of the type, for example {@code user:*}
 * @param condition the condition that its tuples must have
 */
public record SubjectType(
    String type, Optional<String> relation, boolean wildcard, Optional<String> condition) {

  /** Returns its form in a model, for example {@code group#member with office_hours}. */
  public String written() {
    return type
        + relation.map(name -> "#" + name).orElse("")
        + (wildcard ? ":*" : "")
        + condition.map(name -> " with " + name).orElse("");
  }
}
