/* SPDX-License-Identifier: Apache-2.0 */
package org.lumoauth.authz.abac.attribute;

import java.util.Arrays;
import java.util.Optional;
import org.lumoauth.authz.abac.condition.AttributePath;

/** The type of an attribute: the object that it belongs to. */
public enum AttributeCategory {
  USER(AttributePath.AttributeRoot.USER),
  RESOURCE(AttributePath.AttributeRoot.RESOURCE),
  ENVIRONMENT(AttributePath.AttributeRoot.ENVIRONMENT);

  private final AttributePath.AttributeRoot root;

  AttributeCategory(AttributePath.AttributeRoot root) {
    this.root = root;
  }

  /** Returns the type with this name. */
  public static Optional<AttributeCategory> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** Returns the root of paths to attributes of this type. */
  public AttributePath.AttributeRoot root() {
    return root;
  }

  /** Returns the name, for example {@code user}. */
  public String word() {
    return root.word();
  }
}
