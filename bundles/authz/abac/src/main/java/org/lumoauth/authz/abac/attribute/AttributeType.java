package org.lumoauth.authz.abac.attribute;

import java.util.Arrays;
import java.util.Optional;
import org.lumoauth.authz.abac.condition.AttributePath;

/** Of what an attribute is. */
public enum AttributeType {
  USER(AttributePath.AttributeRoot.USER),
  RESOURCE(AttributePath.AttributeRoot.RESOURCE),
  ENVIRONMENT(AttributePath.AttributeRoot.ENVIRONMENT);

  private final AttributePath.AttributeRoot root;

  AttributeType(AttributePath.AttributeRoot root) {
    this.root = root;
  }

  /** The type of this word. */
  public static Optional<AttributeType> of(String word) {
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }

  /** What paths to it begin with. */
  public AttributePath.AttributeRoot root() {
    return root;
  }

  /** As it is written, {@code user}. */
  public String word() {
    return root.word();
  }
}
